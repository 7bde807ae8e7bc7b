/** A part of the emulator with a state of its own, which is one member of a snapshot. */
export interface Stateful<State> {
  state(): State
  /**
   * Checks a state read from JSON. Free for a state taken in memory.
   * @param now The clock's time in the same snapshot.
   * @returns the state to move to.
   * @throws TypeError that names each invalid member.
   */
  check(state: State, now: number): State
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
): (snapshot: { readonly [Key in Name]: State }, now: number) => () => void {
  return ({ [name]: state }, now) => {
    const checked = part.check(state, now)
    return () => part.moveTo(checked)
  }
}

/** The error of a snapshot that cannot be restored. @param problems Each with its path. */
export function restoreError(problems: Iterable<string>): TypeError {
  return new TypeError(
    `emulator.restore: ${[...problems].map((problem) => problem.replace(/\.$/, '')).join('; ')}. Pass what emulator.snapshot() returned, or its JSON parsed.`,
  )
}
