import type { Snapshot } from './snapshot.ts'
import type { Trace } from './trace/trace.ts'

/** Undo and redo. Each decision that changed a call's state can be undone. */
export interface TimeTravel {
  /** Goes back to before the last change of a call's state. @returns whether there was one. */
  undo(): boolean
  /** Goes forward again, as long as nothing else has changed. @returns whether there was something to redo. */
  redo(): boolean
  /** Goes to the point where a scenario set a mark. @throws Error that lists the marks if there is none of this name. */
  jumpTo(mark: string): void
  /** Starts again at the current state, without anything to undo. */
  begin(): void
}

interface Parts {
  /** The number of changes that can be undone. */
  readonly depth: number
  readonly trace: Pick<Trace, 'subscribe'>
  readonly take: () => Snapshot
  readonly restore: (snapshot: Snapshot) => void
}

/** Takes a snapshot after each transition, which costs the same for a world of any size. */
export function createTimeTravel({ depth, trace, take, restore }: Parts): TimeTravel {
  let snapshots: readonly Snapshot[] = [take()]
  /** The index of the current one. */
  let current = 0
  let marks: ReadonlyMap<string, Snapshot> = new Map()

  const keep = (snapshot: Snapshot) => {
    const earlier = snapshots.slice(0, current + 1)
    // The transitions of one decision are committed together, so they are undone together.
    const isSame = earlier.length > 1 && earlier.at(-1)?.world === snapshot.world
    snapshots = [...(isSame ? earlier.slice(0, -1) : earlier), snapshot].slice(-depth - 1)
    current = snapshots.length - 1
  }
  const go = (to: number) => {
    const snapshot = snapshots[to]
    if (!snapshot) return false
    current = to
    restore(snapshot)
    return true
  }
  trace.subscribe((entry) => {
    if (entry.type === 'transition') keep(take())
    if (entry.type === 'mark') marks = new Map(marks).set(entry.name, take())
  })

  return {
    undo: () => go(current - 1),
    redo: () => go(current + 1),
    jumpTo(mark) {
      const snapshot = marks.get(mark)
      if (!snapshot) {
        const known = [...marks.keys()].map((name) => `'${name}'`).join(', ')
        throw new Error(`emulator.jumpTo: there is no mark '${mark}'. There are: ${known || 'none'}.`)
      }
      keep(snapshot)
      restore(snapshot)
    },
    begin() {
      snapshots = [take()]
      current = 0
      marks = new Map()
    },
  }
}
