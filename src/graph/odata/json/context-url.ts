/** What a query selects and expands, as far as a context URL names it. */
interface Selected {
  readonly select?: readonly string[]
  readonly expand?: readonly (Selected & { readonly property: string })[]
}

/**
 * The `@odata.context` of a response.
 *
 * @param contextPath What the response holds: `communications/callRecords`, or `communications/callRecords/$entity` for one
 * of them; contained collections as `communications/callRecords('…')/sessions`; `Collection(…)` for a function's result.
 * @param suffix See {@link contextSuffix}.
 * @example contextUrl('https://graph.microsoft.com/v1.0', 'communications/calls/$entity')
 * // 'https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity'
 */
export function contextUrl(serviceRoot: string, contextPath: string, suffix = ''): string {
  const collection = withoutEntity(contextPath)
  return `${serviceRoot}/$metadata#${collection}${suffix}${contextPath.slice(collection.length)}`
}

/** What a context URL says of a query: `(id,sessions(segments()))`, or nothing. */
export function contextSuffix({ select = [], expand = [] }: Selected): string {
  const expanded = expand.map((expansion) => `${expansion.property}${contextSuffix(expansion) || '()'}`)
  const parts = [...select, ...expanded]
  return parts.length > 0 ? `(${parts.join(',')})` : ''
}

/** The path of one item of a collection: `communications/callRecords('…')`. */
export function itemPath(contextPath: string, id: string): string {
  return `${withoutEntity(contextPath)}('${id.replaceAll("'", "''")}')`
}

const ENTITY = '/$entity'

/** Whether a context is that of a single entity. */
export function isEntityContext(contextPath: string): boolean {
  return contextPath.endsWith(ENTITY)
}

function withoutEntity(contextPath: string): string {
  return isEntityContext(contextPath) ? contextPath.slice(0, -ENTITY.length) : contextPath
}
