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
  setting: {
    group: 'Network and domain',
    label: 'Domain name',
    property: 'DomainName, RegionalCertificateArn, BasePath',
    line: 'Leads to the URL too, once its DNS record (CNAME) points at the name that AWS gives it. No charge by AWS',
    help: {
      section: 'domain-name',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html',
    },
    control: { text: 'domainName', placeholder: 'models.acme.dev' },
    words: ({ domainName, certificateArn, basePath }) =>
      domainName.trim()
        ? [domainName.trim(), basePath.trim(), certificateArn.trim()].filter(Boolean).join(' ')
        : 'none',
    applies: ({ adopted }) => !adopted,
  },
}
