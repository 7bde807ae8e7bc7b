/**
 * Requests take turns in the order in which they were issued. Engines read bodies at different speeds: without turns, the
 * order of what requests do would depend on the engine.
 */
export interface RequestQueue {
  /** Adds a request to the end of the queue. */
  enter(): Turn
  /** Resolves when the turns of all requests that are in the queue now have ended. `undefined` when there are none. */
  pending(): Promise<void> | undefined
}

export interface Turn {
  /** Resolves when the turn begins. `undefined` when it has begun already. */
  readonly begins: Promise<void> | undefined
  /** Called when the request has its response, and before it waits for anything that may itself wait for a request. */
  end(): void
}

export function createRequestQueue(): RequestQueue {
  let last: Promise<void> | undefined
  return {
    enter() {
      const begins = last
      let resolve = () => {}
      const ended = new Promise<void>((done) => {
        resolve = done
      })
      last = ended
      const end = () => {
        if (last === ended) last = undefined
        resolve()
      }
      return { begins, end }
    },
    pending: () => last,
  }
}
