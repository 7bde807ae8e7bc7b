import { GraphError } from '../../../src/graph/errors/graph-error.ts'

/** The message of the GraphError that a function throws. Fails for no exception, and for any other. */
export function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof GraphError) return error.message
    throw error
  }
  throw new Error('Nothing was refused.')
}
