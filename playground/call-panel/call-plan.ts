/** Somebody in the tenant who can be called. */
export interface Person {
  readonly id: string
  readonly displayName: string
}

export type PlanKind = 'person' | 'group' | 'meeting'

/** Whom a call is for; of a meeting, its organizer. */
export interface CallPlan {
  readonly kind: PlanKind
  readonly people: readonly Person[]
}

/** Graph calls no more at once. */
export const MOST_CALLED = 5

/** Whether there is somebody to call; a call of several has at least two. */
export function isComplete({ kind, people }: CallPlan): boolean {
  return people.length >= (kind === 'group' ? 2 : 1)
}

/** What a call is called on the screen, and whose faces are shown. */
export interface Subject {
  readonly title: string
  readonly faces: readonly string[]
}

export function subjectOf({ kind, people }: CallPlan): Subject {
  const faces = people.map(({ displayName }) => displayName)
  const [first = 'Nobody', second = '', ...others] = faces
  if (kind === 'meeting') return { title: `${first}’s meeting`, faces }
  if (faces.length === 0) return { title: 'Group call', faces }
  if (faces.length === 1) return { title: first, faces }
  // A name is not broken in two lines.
  const [one, two] = [first, second].map((name) => name.replaceAll(' ', '\u00a0'))
  const title = others.length > 0 ? `${one}, ${two} and ${others.length} more` : `${one} and ${two}`
  return { title, faces }
}
