import type { CapturedRequest } from './captured-request.ts'

/** Whether a request creates a call: `POST /communications/calls`. */
export function isCallCreation({ method, segments = [] }: CapturedRequest): boolean {
  const [root, calls, last, ...others] = segments.map((segment) => segment.toLowerCase())
  const isCollection = last === undefined || (last === '$ref' && others.length === 0)
  return method === 'POST' && root === 'communications' && calls === 'calls' && isCollection
}
