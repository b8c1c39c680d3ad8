/**
 * An error as AWS names it. The kernel writes it in the service's wire format: `x-amzn-errortype` for REST-JSON,
 * `__type` for JSON 1.1, `<Error><Type><Code><Message>` for query services.
 */
export class AwsError extends Error {
  constructor(
    /** The shape's name or code: `ResourceNotFoundException`, `NoSuchEntity`, `ValidationException`. */
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Further members of the error's shape (`Type: 'User'`, `OriginalStatusCode: 500`). */
    readonly members: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
    this.name = code
  }
}
