import { GraphError } from '../odata/errors.ts'
import { namesEtag, toEtag } from '../odata/etag.ts'

/**
 * Whether a client has what it asks for already, by its `If-None-Match`.
 *
 * @param version Of what is read or changed. What has none has no etags, and conditions on it mean nothing.
 * @throws GraphError when it is not the version that `If-Match` demands, or the one that a write wants not to meet.
 */
export function isUnchanged({ headers, method }: Request, version: number | undefined): boolean {
  if (version === undefined) return false
  const match = headers.get('if-match')
  const noneMatch = headers.get('if-none-match')
  if (match === null && noneMatch === null) return false
  const etag = toEtag(version)
  const isMet = noneMatch === null || !namesEtag(noneMatch, etag)
  if (match !== null && !namesEtag(match, etag)) throw new GraphError('preconditionFailed', 'If-Match', match, etag)
  if (isMet) return false
  if (method === 'GET' || method === 'HEAD') return true
  throw new GraphError('preconditionFailed', 'If-None-Match', noneMatch, etag)
}
