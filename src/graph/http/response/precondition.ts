import { graphErrors } from '../../errors/graph-errors.ts'
import { namesEtag, toEtag } from '../../odata/json/etag.ts'

/**
 * Whether a client that reads a resource has its current version already, according to `If-None-Match`.
 *
 * @param versionOf Finds the version of the resource. Called only if the request has a condition.
 * @throws GraphError when the version does not satisfy `If-Match`, or the `If-None-Match` of a write.
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
