import type { Person } from '../../person.ts'

export type PlanKind = 'person' | 'group' | 'meeting'

/** The call to place next. */
export interface CallPlan {
  readonly kind: PlanKind
  /** The callees; for a meeting, its organizer. */
  readonly people: readonly Person[]
}

/** Graph's limit for the targets of a new call. */
export const CALLEE_LIMIT = 5

/** Whether the plan has enough people: a group call needs two. */
export function isComplete({ kind, people }: CallPlan): boolean {
  return people.length >= (kind === 'group' ? 2 : 1)
}

/** The title of a call on the screen, and the names for its avatars. */
export interface CallHeading {
  readonly title: string
  readonly names: readonly string[]
}

export function headingOf({ kind, people }: CallPlan): CallHeading {
  const names = people.map(({ displayName }) => displayName)
  const [first = 'Unknown', second = '', ...others] = names
  if (kind === 'meeting') return { title: `${first}’s meeting`, names }
  if (names.length === 0) return { title: 'Group call', names }
  if (names.length === 1) return { title: first, names }
  // No line break within a name.
  const [one, two] = [first, second].map((name) => name.replaceAll(' ', '\u00a0'))
  const title = others.length > 0 ? `${one}, ${two} and ${others.length} more` : `${one} and ${two}`
  return { title, names }
}
