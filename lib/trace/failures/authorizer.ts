/** What goes wrong where an authorizer reads the keys of callers. Pure. */
import { at } from '../../model/refusals/refusal'
import { type KnownFailure, putBack, type Seen, says } from './known'

const usesAuthorizer = ({ facts }: Seen): boolean => facts.api?.fields.apiKeySource === 'AUTHORIZER'

/** The gateway's own name for its error. */
const errorTypeOf = ({ result }: Seen): string => result.headers['x-amzn-errortype'] ?? ''

/** `portico-iris_authorizer is missing`. */
function whatDiffers({ facts }: Seen): string {
  const found = facts.differing.find(({ type }) => type.startsWith('authorizer-'))
  if (!found) return 'its function is as it was deployed'
  return `${found.name} ${found.missing ? 'is missing' : 'differs from what was deployed'}`
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const authorizerFailures: KnownFailure[] = [
  {
    id: 'authorizer-failed',
    hops: ['url'],
    words: /Authorizer(Configuration|Failure)Exception|AUTHORIZER_(CONFIGURATION|FAILURE)/,
    title: 'The authorizer of keys does not answer',
    means:
      'API Gateway calls a small function that passes on the key of a call. It is gone, failed, or does not allow this API to call it, so callers get 500.',
    call: 'lambda:GetPolicy',
    docs: at.apiGateway('apigateway-use-lambda-authorizer.html'),
    remedy: 'Repair the public API: the function and its permission are made again.',
    proof: (seen) => {
      const [type] = errorTypeOf(seen).match(/Authorizer(Configuration|Failure)Exception/) ?? []
      return seen.hop === 'url' && type ? `The gateway answers ${type}; ${whatDiffers(seen)}.` : undefined
    },
    fix: putBack('Repair the authorizer'),
  },
  {
    id: 'authorizer-refused',
    hops: ['url'],
    words: /User is not authorized to access this resource/,
    title: 'The authorizer’s policy does not allow this call',
    means:
      'The function in front of the method answered with a policy that denies the call, or that allows another path.',
    call: 'apigateway:GetAuthorizers',
    docs: at.apiGateway('api-gateway-lambda-authorizer-output.html'),
    remedy: 'Repair the public API: the authorizer then allows every path of the stage.',
    proof: (seen) =>
      seen.hop === 'url' &&
      seen.result.status === 403 &&
      usesAuthorizer(seen) &&
      says(seen, /User is not authorized to access this resource/)
        ? `GetAuthorizers gives an authorizer of keys, and ${whatDiffers(seen)}.`
        : undefined,
    fix: putBack('Repair the authorizer'),
  },
  {
    id: 'key-form',
    hops: ['url'],
    title: 'The call has no key where the URL reads it',
    means:
      'The call has no value in the form of a key, 20 to 128 characters, in a header that this URL reads. In Authorization that is `Bearer`, a space and the key. The key itself was not judged.',
    call: 'apigateway:GetAuthorizers',
    docs: at.apiGateway('configure-api-gateway-lambda-authorization.html'),
    remedy:
      'Send Authorization: Bearer KEY, as OpenAI’s clients do with the key as api_key. A URL that reads both headers takes x-api-key: KEY too.',
    proof: (seen) =>
      seen.hop === 'url' && seen.result.status === 401 && usesAuthorizer(seen) && says(seen, /Unauthorized/)
        ? 'The gateway answers 401 Unauthorized before it looks for the key in the usage plan.'
        : undefined,
    fix: ({ differing, ...facts }) =>
      differing.some(({ fields }) => fields.some(({ field }) => field === 'authorizers'))
        ? putBack('Repair the authorizer')({ differing, ...facts })
        : undefined,
  },
]
