import { GraphError } from '../../../src/graph/errors/graph-error.ts'

/** What a function is refused with; a failure when it is not, or when something else goes wrong. */
export function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof GraphError) return error.message
    throw error
  }
  throw new Error('Nothing was refused.')
}
