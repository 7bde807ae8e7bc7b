import type { JsonObject } from '../../../engine/values/json.ts'
import type { Place } from './place.ts'
import type { Selection } from './selection.ts'
import type { WritePlan } from './write-plan.ts'
import type { Writer } from './writer.ts'

/** The members that are written although the plan does not have them: annotations, and those of open types. */
export function furtherMembers(
  { metadata }: Writer,
  plan: WritePlan | undefined,
  value: JsonObject,
  selection: Selection,
  place: Place | undefined,
): readonly string[] {
  let names: string[] | undefined
  for (const name in value) {
    if (plan?.names.has(name) || name === '@odata.type' || name === '__proto__') continue
    if (name === DECLARED_ONLY) continue
    if (plan && !plan.open && !name.includes('@')) continue
    // The context of an expanded member is written with the member.
    if (place?.contextPath !== undefined && plan?.names.has(name.replace('@odata.context', ''))) continue
    if (metadata === 'none' && name.includes('@') && !ALWAYS_WRITTEN.test(name)) continue
    if (selection.members && !isSelected(selection, name)) continue
    names ??= []
    names.push(name)
  }
  return names ?? NONE
}

/** Identities have it inside the emulator. Graph writes it only where a type declares it, such as userIdentity. */
const DECLARED_ONLY = 'userPrincipalName'
const NONE: readonly string[] = []
const ALWAYS_WRITTEN = /@odata\.(?:nextLink|count)$/

/** Whether a name, or the member that an annotation belongs to, is selected. Annotations of the object itself always are. */
function isSelected({ members, expansions }: Selection, name: string): boolean {
  const [owner = ''] = name.split('@')
  return owner === '' || members?.has(owner) === true || expansions?.has(owner) === true
}
