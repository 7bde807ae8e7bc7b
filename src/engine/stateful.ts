/** A part of the emulator with a state of its own, which is one member of a snapshot. */
export interface Stateful<State> {
  state(): State
  /** Checks a state read from JSON. Free for a state taken in memory. @throws TypeError that names the invalid member. */
  check(state: State): void
  /** Replaces the state with one that has been checked. */
  moveTo(state: State): void
}

/**
 * Restores a part from its member of a snapshot in two steps, so that all parts are checked before the first one changes.
 * The returned closures hide the type of the state, so parts with different states fit into one list without a cast.
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
