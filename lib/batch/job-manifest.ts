/** Kept beside the input, so that a result can be read in another browser. */
export interface JobManifest {
  fileName: string
  /** Rows of the file. */
  rows: number
  /** Rows of the job: the others were refused before. */
  sent: number
  /** The column with the true label. */
  truth?: number
}
