// biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
type Freely = any

/** The rosters among the notifications that the app received, in order. */
export function rosters(received: readonly Freely[]): Freely[][] {
  return received
    .filter(({ resourceUrl }) => resourceUrl.endsWith('/participants'))
    .map(({ resourceData }) => resourceData)
}

/** The names of the participants on a roster; of a phone its number. */
export function namesOn(roster: readonly Freely[]): string[] {
  return roster.map(({ info: { identity } }) => {
    const { user, application, phone } = identity
    return user?.displayName ?? application?.displayName ?? phone?.id
  })
}

/** The notifications about operations that the app received, in order. */
export function operations(received: readonly Freely[]): Freely[] {
  return received.filter(({ resourceUrl }) => resourceUrl.includes('/operations/'))
}
