/** What a model answered, reshaped once from the container's body. Pure data; the parsers are beside this file. */
export interface ClassScore {
  /** From the contract's labels where there are any, else the class index or the body's own label. */
  label: string
  /** 0 to 1 as the model gives it, uncalibrated. */
  probability: number
  /** Its digits, if they are more than a number here holds. */
  exact?: string
}

export interface Box {
  label: string
  /** 0 to 1; absent if the model gives none. */
  score?: number
  xmin: number
  ymin: number
  xmax: number
  ymax: number
}

export interface Span {
  /** `LOC`, without the B- and I- of the tokens that it was merged from. */
  label: string
  /** The value as it is in the text that was sent. */
  text: string
  /** Mean of its tokens' scores, 0 to 1. */
  score?: number
  /** Characters from the text's begin; `end` is the first one after it. */
  start: number
  end: number
}

/** Which points of a picture belong to an object, as a picture in base64. */
export interface Mask {
  label: string
  /** 0 to 1. */
  score?: number
  /** PNG, JPEG, GIF or WebP. */
  image: string
}

/** One text of a list that a reranker sorted. */
export interface Ranked {
  /** The place in the list that was sent, from 0. */
  index: number
  score: number
  /** The body's own, else the one that was sent. */
  text?: string
}

export interface TextExtract {
  answer: string
  score?: number
  start?: number
  end?: number
}

/** A function that the model wants to be called. */
export interface ToolCall {
  name: string
  /** JSON as the model wrote it. */
  arguments: string
  id?: string
}

/** How much each feature moved a prediction, by class or output; below zero it moved it down. */
export interface Attribution {
  /** The feature's name, or a part of a text. */
  feature: string
  values: number[]
}

export interface Explanation {
  /** `kernel_shap`. */
  method: string
  attributions: Attribution[]
  /** What the values of each feature are for, in order. */
  labels?: string[]
}

export interface Output {
  name: string
  value: number
  /** Its digits, if they are more than a number here holds. */
  exact?: string
}

export interface Tensor {
  name: string
  datatype: string
  shape: number[]
  data: (number | string | boolean)[]
}

export interface Usage {
  promptTokens?: number
  completionTokens?: number
}

type Kind =
  /** One record's class, with probabilities in class order if the model gives them. */
  | { kind: 'classes'; label: string; scores: ClassScore[] }
  /** One record's number; NaN if the model answered that. `seen`: what the training data held, by the contract. */
  | {
      kind: 'value'
      value: number
      exact?: string
      unit?: string
      name?: string
      seen?: { min: number; max: number }
    }
  /** The closest cluster and how far its centre is. */
  | { kind: 'cluster'; label: string; distance?: number }
  /**
   * Higher is stranger. The threshold is the contract's, else the batch's mean and three standard deviations. `anomalous` is the
   * model's own verdict, which needs no threshold; scikit-learn has -1 and 1 in place of a score.
   */
  | { kind: 'anomaly'; score: number; threshold?: number; anomalous?: boolean }
  /** Step by step; NaN where the model gives nothing. Quantiles by share, ascending; `band` has limits of an unknown share. */
  | {
      kind: 'forecast'
      mean?: number[]
      quantiles: { share: number; values: number[] }[]
      band?: { lower: number[]; upper: number[] }
      samples: number[][]
    }
  /** `relative`: 0 to 1 of the picture's sides; else pixels of the picture as it was sent. */
  | { kind: 'boxes'; boxes: Box[]; relative: boolean }
  | { kind: 'masks'; masks: Mask[] }
  /** `text` is what was sent, or the words themselves if that is not known. */
  | { kind: 'spans'; text: string; spans: Span[] }
  /** One vector for each record or token, all of one length. */
  | { kind: 'embedding'; vectors: number[][] }
  /** The best first. */
  | { kind: 'ranking'; ranked: Ranked[] }
  | {
      kind: 'text'
      /** Several if more than one was requested; none if the model only calls tools. */
      texts: string[]
      made: 'generated' | 'summary' | 'translation' | 'transcript'
      calls?: ToolCall[]
      /** What the model wrote before its answer. */
      reasoning?: string
      model?: string
      /** `stop`, `length`: the server's own word. */
      finishReason?: string
      usage?: Usage
    }
  /** A question answered from a text, the best answer first; `context` is what was sent. */
  | { kind: 'answer'; answers: TextExtract[]; context?: string }
  /** Several numbers of one record: outputs, components, labels on their own. */
  | { kind: 'vector'; outputs: Output[]; unit?: string }

/** What a body holds beside that which its kind explains, by key and as it came. */
interface Beside {
  rest?: Record<string, unknown>
}

export type One = Kind & Beside & { explanation?: Explanation }

export type Prediction =
  | One
  /** Triton, KServe v2. */
  | ({ kind: 'tensors'; model?: string; tensors: Tensor[] } & Beside)
  /** Several records: one prediction a record, in order, all of one kind. */
  | ({ kind: 'rows'; rows: One[] } & Beside)
  /** The model's server says what went wrong. */
  | ({ kind: 'error'; message: string } & Beside)
  /** A body that fits no known form: shown as it is. */
  | ({ kind: 'raw'; text: string; contentType: string } & Beside)

/** The whole answer to one record, whatever its kind. */
export type SinglePrediction = Exclude<Prediction, { kind: 'rows' }>

export interface ResponseBody {
  text: string
  /** The media type with or without parameters. */
  contentType: string
  /** How many records were sent: decides whether `0.1,0.6,0.3` is three records or one record of three classes. */
  recordCount: number
  /** The text or JSON that was sent, where the answer points into it. */
  sent?: string
  /** The names of a row's features in order, for answers that only count them. */
  features?: readonly string[]
}
