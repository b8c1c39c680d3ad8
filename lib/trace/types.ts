/** One request to one hop by itself, and what came back. */
export interface HopRequest {
  /** The AWS call or HTTP request, as a person would read it: `InvokeEndpoint`, `GET /prod/iris?data=…`. */
  call: string
  contentType?: string
  body: string
}

export interface HopResult {
  request: HopRequest
  /** Whether the hop answered as it should. */
  healthy: boolean
  /** HTTP status of the hop's own answer. */
  status: number
  contentType?: string
  headers: Record<string, string>
  body: string
  latencyMs: number
  /** Log lines of this very request, where the hop gives them. */
  log?: string
  /** Why it is not healthy, in a sentence. */
  problem?: string
}
