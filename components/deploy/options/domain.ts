import type { OptionForm } from './option-form'

export interface DomainValues {
  /** Empty: none. */
  domainName: string
  certificateArn: string
  basePath: string
}

export const domainForm: OptionForm<'domain', DomainValues> = {
  valuesOf: (domain) => ({
    domainName: domain?.name ?? '',
    certificateArn: domain?.certificateArn ?? '',
    basePath: domain?.basePath ?? '',
  }),
  fieldOf: ({ domainName, certificateArn, basePath }) =>
    domainName.trim()
      ? {
          name: domainName.trim().toLowerCase(),
          certificateArn: certificateArn.trim(),
          basePath: basePath.trim().replace(/^\/|\/$/g, ''),
        }
      : undefined,
  problemAt: {
    'domain.name': 'domainName',
    'domain.certificateArn': 'certificateArn',
    'domain.basePath': 'basePath',
  },
}
