/**
 * What a row of the table of refusals is: how a container, SageMaker or API Gateway words it, what happened, and the one
 * change that helps. Pure data.
 */
import { formatNumber } from '../../locale'

/** What a message names, by the groups of the pattern that fits: `{ expected: '4', got: '5' }`. */
export type Values = Readonly<Partial<Record<string, string>>>

/** A text, or one that a message's own values make concrete. It has to be right without them too. */
type Advice = string | ((values: Values) => string)

export interface RefusalKind {
  /** Stable: `feature-count`. */
  id: string
  /** Says who words it: the container, SageMaker's runtime, what starts a container, or API Gateway and clients. */
  at: 'model' | 'sagemaker' | 'start' | 'gateway'
  /** Fits plain words (`plainWords`). The first that fits gives the values. */
  says: readonly RegExp[]
  /** The same words mean something else beside these. */
  unless?: RegExp
  title: string
  means: Advice
  /** The one change that helps: Portico's own control where there is one, else the model's variable or AWS's setting. */
  remedy: Advice
  /** One short sentence for strangers, where they can change something. It quotes nothing. */
  visitor?: string
  /** The documentation, the source or the report that has the message. */
  source: string
  /** Says no more than the status does, so any other row is better. */
  general?: true
}

export const inOptions = 'in the deploy options'

/** `4,096` for `4096`. */
export const count = (digits: string): string => formatNumber(Number(digits))

const docs = 'https://docs.aws.amazon.com'
const github = 'https://github.com'
export const at = {
  sagemaker: (page: string) => `${docs}/sagemaker/latest/dg/${page}`,
  lambda: (page: string) => `${docs}/lambda/latest/dg/${page}`,
  iam: (page: string) => `${docs}/IAM/latest/UserGuide/${page}`,
  apiGateway: (page: string) => `${docs}/apigateway/latest/developerguide/${page}`,
  invokeEndpoint: `${docs}/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html`,
  repository: (path: string) => `${github}/${path}`,
}
