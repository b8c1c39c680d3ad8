/** What says no more than a status does. Any other row goes before these. */
import { at, type RefusalKind } from './refusal'

const containerLog = 'Its container log is below.'

export const generalRefusals: RefusalKind[] = [
  {
    id: 'payload-unread',
    at: 'model',
    general: true,
    says: [/unable to evaluate payload provided/i],
    title: 'The model cannot read this row',
    means: 'An algorithm of SageMaker got a body that is not in its own inference format.',
    remedy: 'Compare the body with the algorithm’s inference format in AWS documentation.',
    source: at.sagemaker('cdf-inference.html'),
  },
  {
    id: 'prediction-failed',
    at: 'model',
    general: true,
    says: [
      /"message": ?"prediction failed"/i,
      /"message": ?"prediction failure"/i,
      /request failed during generation/i,
    ],
    title: 'The model’s handler failed on this request',
    means: 'The server runs, and its prediction code raised an error: a body in another form, or a fault of its own.',
    remedy: `Read the error above in the same answer, or the traceback of this moment. ${containerLog}`,
    source: at.repository('pytorch/serve/issues/3375'),
  },
  {
    id: 'model-failed',
    at: 'model',
    general: true,
    says: [/received server error \(5\d\d\)|"model_failed"|\bmodel_failed\b|internal server error.{0,500}?container/i],
    title: 'The model broke on this request',
    means:
      'The container answered with an error of its own, 500 or above: its code failed, it ran out of memory, or its worker died.',
    remedy: `The public API is not the cause. ${containerLog}`,
    source: at.sagemaker('logging-cloudwatch.html'),
  },
  {
    id: 'model-refused',
    at: 'model',
    general: true,
    says: [/[Rr]eceived client error \(4\d\d\)|\bmodel_refused\b|\bModelError\b/],
    title: 'The model refuses this request',
    means: 'The container read the request and answered with a 4xx: the payload is not what it takes.',
    remedy: `Correct the payload by the container’s own words. ${containerLog}`,
    source: at.invokeEndpoint,
  },
  {
    id: 'sagemaker-unavailable',
    at: 'sagemaker',
    general: true,
    says: [
      /InternalDependencyException|\bServiceUnavailable\b|\bInternalFailure\b|sagemaker_unavailable|sagemaker_failed/,
    ],
    title: 'SageMaker itself failed',
    means: 'AWS answered with an error of its own, which passes as a rule.',
    remedy: 'Try again in some seconds; if it lasts, look at AWS’s health page for the region.',
    source: at.invokeEndpoint,
  },
]
