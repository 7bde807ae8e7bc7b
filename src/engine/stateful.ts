/** A part of the emulator with a state of its own, which a snapshot keeps as one member. */
export interface Stateful<State> {
  state(): State
  /** Checks a state that came from JSON; costs nothing for one taken in memory. @throws TypeError that says what is wrong. */
  check(state: State): void
  moveTo(state: State): void
}

/**
 * Restores one part from its member of a snapshot, in two steps, so that all parts are checked before the first one moves.
 * Parts of different states stand in one list without a cast, because this hides the type.
 */
export function restorable<Name extends string, State>(
  name: Name,
  part: Pick<Stateful<State>, 'check' | 'moveTo'>,
): (snapshot: { readonly [Key in Name]: State }) => () => void {
  return ({ [name]: state }) => {
    part.check(state)
    return () => part.moveTo(state)
  }
}
