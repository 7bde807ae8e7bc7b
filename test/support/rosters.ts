// biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
type Freely = any

/** The rosters that the app was told, in order. */
export function rosters(received: readonly Freely[]): Freely[][] {
  return received
    .filter(({ resourceUrl }) => resourceUrl.endsWith('/participants'))
    .map(({ resourceData }) => resourceData)
}

/** Who is on a roster, by name or number. */
export function namesOn(roster: readonly Freely[]): string[] {
  return roster.map(({ info: { identity } }) => {
    const { user, application, phone } = identity
    return user?.displayName ?? application?.displayName ?? phone?.id
  })
}
