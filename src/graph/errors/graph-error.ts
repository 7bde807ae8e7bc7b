/** An error response of the service: its status and Graph's code for it. */
interface ErrorFacts {
  readonly status: number
  readonly code: string
  readonly message: string
  /** Members that the response adds to `innerError`. */
  readonly inner?: Readonly<Record<string, string>>
}

/**
 * A mistake of the client, in the service's words. Anything may throw one; the pipeline alone turns it into a response.
 * Each is made by a catalogue, such as `graphErrors`, so that the same mistake always reads the same.
 *
 * @example throw callErrors.callNotFound(callId)
 */
export class GraphError extends Error {
  readonly status: number
  readonly code: string
  readonly inner: Readonly<Record<string, string>>
  /** Response headers that belong to the error, such as `Allow` or `Retry-After`. */
  readonly headers: Record<string, string> = {}
  /** The reason, for the trace, where Graph's message gives none. */
  hint: string | undefined

  constructor({ status, code, message, inner = {} }: ErrorFacts) {
    super(message)
    this.name = 'GraphError'
    this.status = status
    this.code = code
    this.inner = inner
  }

  withHeaders(headers: Record<string, string>): this {
    Object.assign(this.headers, headers)
    return this
  }

  withHint(hint: string): this {
    this.hint = hint
    return this
  }
}
