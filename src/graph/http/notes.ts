/** What requests leave in the trace. */
export interface RequestNotes {
  readonly request: { readonly requestId: string; readonly method: string; readonly url: string }
  /** No endpoint has the path, or none the method. `nearest` is the most similar one: `POST /communications/calls`. */
  readonly unmatched: {
    readonly requestId: string
    readonly method: string
    readonly path: string
    readonly nearest?: string
  }
  readonly response: { readonly requestId: string; readonly status: number; readonly error?: string }
  /** Fault rules (`emulator.faults`) applied to a request. */
  readonly fault: { readonly requestId: string; readonly rules: readonly string[] }
}
