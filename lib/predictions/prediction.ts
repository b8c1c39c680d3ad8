/** What a model answered, reshaped once from the container's body. Pure data; the parsers are beside this file. */
export interface ClassScore {
  /** From the contract's labels where there are any, else the class index or the body's own label. */
  label: string
  /** 0 to 1 as the model gives it, uncalibrated. */
  probability: number
}

export type Prediction =
  /** One record's class, with probabilities in class order where the model gives them. */
  | { kind: 'classes'; label: string; scores: ClassScore[] }
  /** One record's number. */
  | { kind: 'value'; value: number; unit?: string }
  /** Several records: one prediction a record, in order. */
  | { kind: 'rows'; rows: Exclude<Prediction, { kind: 'rows' }>[] }
  /** A body that fits no known form: shown as it is. */
  | { kind: 'raw'; text: string; contentType: string }

export interface ResponseBody {
  text: string
  /** The media type with or without parameters. */
  contentType: string
  /** How many records were sent: decides whether `0.1,0.6,0.3` is three records or one record of three classes. */
  recordCount: number
}
