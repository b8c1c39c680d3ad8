/** What a spec wants of the authorizer of keys. */

import type { FunctionSettings } from '../../../aws/types'
import { authorizerNamesOf, wiringDescription } from '../../../spec/names'
import type { ApiSpec } from '../../../spec/spec'
import { AUTHORIZER_SOURCE } from '../../handler-bundle-authorizer.generated'
import type { DesiredApi, DesiredInput } from '../../state/desired'
import { codeSha256, zipOf } from '../../state/zip-of'
import { trustPolicy } from '../role/policy'

export interface DesiredAuthorizer {
  name: string
  arn: string
  description: string
  settings: FunctionSettings
  codeSha256: string
  roleName: string
  /** Begins and ends with a slash. */
  rolePath: string
  trust: ReturnType<typeof trustPolicy>
  /** Comes from the account's guard rails; another one of the role is left alone where it wants none. */
  boundary?: string
}

declare module '../../state/desired' {
  interface DesiredParts {
    /** Reads the keys of callers who send them in Authorization. */
    authorizer?: DesiredAuthorizer
  }
}

/** On the REST API: that there is an authorizer, or can be. */
export const authorizerTag = 'portico:authorizer'

export const authorizerZip = (): Uint8Array => zipOf({ 'index.mjs': AUTHORIZER_SOURCE })

const sha256 = codeSha256(authorizerZip())

export const needsAuthorizer = (api: Pick<ApiSpec, 'access'> | undefined): boolean =>
  api?.access.kind === 'key' && api.access.header !== undefined

/** Gives the authorizer that a spec needs; nothing if its callers send no key in Authorization. */
export function authorizerOf(
  api: ApiSpec,
  endpointName: string,
  { target, boundary }: DesiredInput,
): Pick<DesiredApi, 'authorizer'> {
  if (!needsAuthorizer(api)) return {}
  const names = authorizerNamesOf(endpointName, target)
  return {
    authorizer: {
      name: names.functionName,
      arn: names.functionArn,
      description: wiringDescription(endpointName),
      settings: {
        ...{ roleArn: names.roleArn, runtime: 'nodejs24.x', handler: 'index.handler', architecture: 'x86_64' },
        // The least that there is: it reads one header.
        ...{ memoryMb: 128, timeoutSeconds: 3, environment: {} },
      },
      codeSha256: sha256,
      roleName: names.roleName,
      rolePath: names.rolePath,
      trust: trustPolicy(),
      ...(boundary ? { boundary } : {}),
    },
  }
}
