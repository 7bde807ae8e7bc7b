import type { JsonObject } from '../../../engine/values/json.ts'
import type { CollectionReply, EntityReply } from '../../endpoint/endpoint-reply.ts'
import { itemPath } from '../../odata/json/context-url.ts'

/** @returns the path of a value below the service root, or `undefined` for the result of a function or an action. */
export function valuePath(reply: EntityReply | CollectionReply, { id }: JsonObject): string | undefined {
  if (reply.kind === 'entity' && reply.location !== undefined) return reply.location.slice(1)
  if (reply.kind === 'entity' && reply.isSingle) return reply.contextPath?.replace(/\/\$entity$/, '')
  const { contextPath } = reply
  return contextPath === undefined || typeof id !== 'string' || contextPath.startsWith('Collection(')
    ? undefined
    : itemPath(contextPath, id)
}
