/**
 * The table of answers: what containers really send, the right prediction of each, and the right normalised answer. The
 * console, the batch and the deployed handler share no code and are held against the same cases.
 */
export interface ResponseCase {
  /** The container or library, and what is special. */
  name: string
  body: string
  /** `application/json` unless it says otherwise. */
  contentType?: string
  /** Rows that were sent; 1 unless it says otherwise. */
  rows?: number
  /** The text or JSON that was sent, if the answer points into it. */
  sent?: string
  /** The names of the contract's features, if the answer only counts them. */
  features?: string[]
  /** What the contract says of the output. */
  output?: object
  /** The prediction of the console: these members at least. */
  prediction: object
  /** The normalised answer's predictions; absent if the body has none and stays as it came. */
  normalised?: object[]
  /** What the normalised answer holds beside its predictions. */
  rest?: object
  /** The prediction column of a batch, a cell a row; absent for what is no answer to rows. */
  cells?: string[]
}
