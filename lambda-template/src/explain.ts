/**
 * Turns SageMaker's errors into failures of the public API, by the name in `x-amzn-errortype`:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html
 */
import { type Failure, ownerSees } from './errors'
import { explainTarget } from './explain-target'

/** SageMaker's refusal, as it came over the wire. */
export interface Refusal {
  status: number
  /** `ModelError`, `ValidationError`, `AccessDeniedException`… */
  name: string
  message: string
  /** The container's own status and words; ModelError only. */
  originalStatus?: number
  originalMessage?: string
}

const longestQuote = 2_000

/** A trace of calls names files of the container: what stands before it says enough, else its last line. */
function withoutTrace(text: string): string {
  const at = text.search(/Traceback \(most recent call last\)|\n[\t ]{1,20}at [\w.$<>/]{1,200} ?\(/)
  if (at < 0) return text
  return text.slice(0, at).trim() || (text.trim().split('\n').at(-1)?.trim() ?? '')
}

/** Account numbers, ARNs, log groups, key ids, buckets, images, addresses and files of the container stay inside. */
const scrub = (text: string): string =>
  withoutTrace(text)
    .replace(/arn:aws[\w-]*:[^\s"',)]+/g, '[arn]')
    .replace(
      /https?:\/\/[^\s"',)]{0,300}\b(?:aws\.amazon\.com|amazonaws\.[a-z]{2,3}|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)[^\s"',)]*/g,
      '[link]',
    )
    .replace(/\/aws\/sagemaker\/[^\s"',)]+/g, '[log group]')
    .replace(/\bs3:\/\/[^\s"',)]+/g, '[bucket]')
    .replace(/\b\d{12}\.dkr\.ecr\.[^\s"',)]+/g, '[image]')
    .replace(
      /(?<![\w./:])\/(?:opt|home|usr|tmp|var|root|app|mnt|workspace|miniconda3|etc|srv|code|\.sagemaker)\/[^\s"',)\]]+/g,
      '[file]',
    )
    .replace(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}\b/g, '[address]')
    .replace(/(?<!\w)(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}(?!\w)/g, '[key]')
    .replace(/\baccount \d{12}\b/g, 'the account')
    .slice(0, longestQuote)

/** SageMaker's own words, which can name the endpoint too: letters, digits and hyphens. A container does not know that name. */
const scrubAll = (text: string, endpointName: string): string => {
  const name = endpointName.toLowerCase()
  return scrub(text.replace(/[\w-]+/g, (word) => (word.toLowerCase() === name ? '[endpoint]' : word)))
}

const retryAfter = (seconds: number) => ({ 'Retry-After': String(seconds) })

/** What a caller sees of SageMaker's refusal. */
export function explain(refusal: Refusal, endpointName: string): Failure {
  const { name, status, message } = refusal
  if (name === 'ModelError') return explainModel(refusal, endpointName)
  if (name === 'ModelNotReadyException') {
    return {
      status: 503,
      code: 'model_not_ready',
      message: 'The model is still being loaded. Try again in some seconds.',
      headers: retryAfter(5),
    }
  }
  if (status === 429 || /Throttl|TooManyRequests/.test(name)) {
    return {
      status: 429,
      code: 'throttled',
      message: 'SageMaker throttles this endpoint just now. Try again in a second.',
      headers: retryAfter(1),
    }
  }
  if (name === 'AccessDeniedException') {
    return {
      status: 502,
      code: 'role_denied',
      message: `This URL is not allowed to call its model. ${ownerSees}`,
      detail: `The function's role is not authorized to perform ${message.match(/sagemaker:\w+/)?.[0] ?? 'sagemaker:InvokeEndpoint'} on the endpoint ${endpointName}. Its policy must allow that action on the ARN that DescribeEndpoint gives, and no other policy deny it.`,
    }
  }
  if (status === 401 || status === 403) {
    return {
      status: 502,
      code: 'credentials_refused',
      message: `SageMaker refused the credentials of this URL. ${ownerSees}`,
      detail: `SageMaker refused the function's credentials (${name}).`,
    }
  }
  if (status === 413) return { status: 413, code: 'too_large', message: scrubAll(message, endpointName) }
  if (name === 'ValidationError' || name === 'ValidationException') return explainValidation(message, endpointName)
  if (status === 503) {
    return {
      status: 503,
      code: 'sagemaker_unavailable',
      message: 'SageMaker is unavailable just now. Try again in some seconds.',
      headers: retryAfter(2),
    }
  }
  return { status: 502, code: 'sagemaker_failed', message: `SageMaker failed (${name || status}). Try again.` }
}

/**
 * What broke a stream off, by its error's code, else its name.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_ResponseStream.html
 */
export function explainStream(code: string): Failure {
  if (code === 'ModelInvocationTimeExceeded') {
    return {
      status: 504,
      code: 'model_too_slow',
      message: 'The model did not finish within the time that SageMaker gives it. Request a shorter answer.',
    }
  }
  if (code === 'StreamBroken' || code === 'ModelStreamError') {
    return {
      status: 502,
      code: 'model_broke_off',
      message: 'The model broke off before its answer was complete. Send the request again.',
    }
  }
  return {
    status: 502,
    code: 'sagemaker_failed',
    message: 'SageMaker failed while the model answered. Send the request again.',
  }
}

function explainModel({ originalStatus = 0, originalMessage = '', message }: Refusal, endpointName: string): Failure {
  const words = scrub(originalMessage.trim())
  if (originalStatus >= 400 && originalStatus < 500) {
    return {
      status: originalStatus,
      code: 'model_refused',
      message: `The model refused the request (${originalStatus})${words ? `: ${words}` : '.'}`,
      said: words || undefined,
      ...(originalStatus === 429 ? { headers: retryAfter(1) } : {}),
    }
  }
  // SageMaker gives up on a container after 60 s with status 0 and these words.
  if (originalStatus === 0 && /timed out/i.test(originalMessage || message)) {
    return { status: 504, code: 'model_too_slow', message: 'The model did not answer within the 60 s of SageMaker.' }
  }
  // A crash's words are a stack trace more often than not: the container wrote them into its log, where the owner reads them.
  return {
    status: 502,
    code: 'model_failed',
    message: `The model failed on this request${originalStatus ? ` (${originalStatus})` : ''}. ${ownerSees}`,
    detail: `The log group /aws/sagemaker/Endpoints/${endpointName} has the container's own words.`,
  }
}

function explainValidation(message: string, endpointName: string): Failure {
  const known = explainTarget(message, endpointName)
  if (known) return known
  if (/not found|could not find/i.test(message)) {
    return {
      status: 404,
      code: 'endpoint_not_found',
      message: `The model of this URL is not there. ${ownerSees}`,
      detail: `There is no endpoint ${endpointName} in this account and region.`,
    }
  }
  if (/in ?service|\bstatus\b|\bstate\b/i.test(message)) {
    return {
      status: 503,
      code: 'endpoint_not_in_service',
      message: 'The model of this URL is not in service just now.',
      detail: `The endpoint ${endpointName} is not in service.`,
      headers: retryAfter(30),
    }
  }
  return {
    status: 400,
    code: 'request_refused',
    message: `SageMaker refused the request: ${scrubAll(message, endpointName)}`,
  }
}
