import type { Query } from '../query/query.ts'

/**
 * The `@odata.context` of an answer.
 *
 * @param context What the answer holds: `communications/callRecords`, or `communications/callRecords/$entity` for one of
 * them; contained collections as `communications/callRecords('…')/sessions`; `Collection(…)` for a function's result.
 * @param query Its `$select` and `$expand` are named: `#communications/callRecords(id,sessions(segments()))/$entity`.
 * @example contextUrl('https://graph.microsoft.com/v1.0', 'communications/calls/$entity')
 * // 'https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity'
 */
export function contextUrl(serviceRoot: string, context: string, query: Query = {}): string {
  const collection = withoutEntity(context)
  return `${serviceRoot}/$metadata#${collection}${selectionIn(query)}${context.slice(collection.length)}`
}

/** The context of one member of what `context` stands for: `communications/callRecords('…')`. */
export function memberContext(context: string, id: string): string {
  return `${withoutEntity(context)}('${id.replaceAll("'", "''")}')`
}

const ENTITY = '/$entity'

/** Whether a context is that of one entity by itself. */
export function isOfEntity(context: string): boolean {
  return context.endsWith(ENTITY)
}

function withoutEntity(context: string): string {
  return isOfEntity(context) ? context.slice(0, -ENTITY.length) : context
}

function selectionIn({ select = [], expand = [] }: Query): string {
  const expanded = expand.map((expansion) => `${expansion.property}${selectionIn(expansion) || '()'}`)
  const parts = [...select, ...expanded]
  return parts.length > 0 ? `(${parts.join(',')})` : ''
}
