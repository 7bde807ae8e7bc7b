import { graphErrors } from '../../errors/graph-errors.ts'
import { namesEtag, toEtag } from '../../odata/json/etag.ts'

/**
 * Whether a client has what it asks for already, by its `If-None-Match`.
 *
 * @param versionOf Finds the version of what is read or changed: asked for only where there is a condition.
 * @throws GraphError when it is not the version that `If-Match` demands, or the one that a write wants not to meet.
 */
export function isUnchanged({ headers, method }: Request, versionOf: () => number): boolean {
  const match = headers.get('if-match')
  const noneMatch = headers.get('if-none-match')
  if (match === null && noneMatch === null) return false
  const etag = toEtag(versionOf())
  const isMet = noneMatch === null || !namesEtag(noneMatch, etag)
  if (match !== null && !namesEtag(match, etag)) throw graphErrors.preconditionFailed('If-Match', match, etag)
  if (isMet) return false
  if (method === 'GET' || method === 'HEAD') return true
  throw graphErrors.preconditionFailed('If-None-Match', noneMatch, etag)
}
