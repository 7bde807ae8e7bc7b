import type { JsonObject } from '../../../engine/values/json.ts'
import { itemPath } from './context-url.ts'
import { quote } from './json-text.ts'
import type { Selection } from './selection.ts'
import type { WritePlan, WriteStep } from './write-plan.ts'
import type { Writer } from './writer.ts'

/** Where a value is. Absent members: the links that need them are not written. */
export interface Place {
  readonly serviceRoot: string
  /** What the response holds, for the `@odata.context` of expanded members: `communications/callRecords/$entity`. */
  readonly contextPath: string | undefined
  /** The path below the service root, for the links of full metadata: `communications/calls('…')`. */
  readonly path: string | undefined
  /** The URL, for links to the rest of an expanded collection: `https://…/communications/callRecords/…`. */
  readonly url: string | undefined
}

/** @returns the place of an item of a navigation property. @param contextPath What the navigation property holds. */
export function placeInside(
  { serviceRoot, path, url }: Place,
  contextPath: string | undefined,
  step: WriteStep,
  item: JsonObject,
): Place {
  return {
    serviceRoot,
    contextPath,
    path: path === undefined ? undefined : pathInside(path, step, item),
    url: url === undefined ? undefined : `${url}/${step.name}/${String(item.id)}`,
  }
}

function pathInside(path: string, { name, collection }: WriteStep, { id }: JsonObject): string | undefined {
  if (!collection) return `${path}/${name}`
  return typeof id === 'string' ? itemPath(`${path}/${name}`, id) : undefined
}

/** @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793060 */
export function writeEntityLinks({ pieces }: Writer, { serviceRoot, path }: Place): void {
  if (path === undefined) return
  pieces.push(`,"@odata.id":${quote(`${serviceRoot}/${path}`)},"@odata.editLink":${quote(path)}`)
}

/** Links to the navigation properties that are selected, or to all when nothing is selected. */
export function writeNavigationLinks(
  { pieces }: Writer,
  { steps }: WritePlan,
  { members, expansions }: Selection,
  { serviceRoot, path }: Place,
): void {
  if (path === undefined) return
  for (const { name, navigation } of steps) {
    if (!navigation || (members && !members.has(name) && !expansions?.has(name))) continue
    const url = `${serviceRoot}/${path}/${name}`
    pieces.push(`,"${name}@odata.associationLink":${quote(`${url}/$ref`)},"${name}@odata.navigationLink":${quote(url)}`)
  }
}
