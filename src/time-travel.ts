import type { Snapshot } from './snapshot.ts'
import type { Trace } from './trace/trace.ts'

/** Back and forth between what has been: one place for each decision that changed a call's state. */
export interface TimeTravel {
  /** To before the last change of a call's state. @returns whether there was one to undo. */
  undo(): boolean
  /** Forth again, as long as nothing else has happened. @returns whether there was something to redo. */
  redo(): boolean
  /** To where a scenario set a mark. @throws Error for a mark that has not been set, naming those that have. */
  jumpTo(mark: string): void
  /** What has been is forgotten: it begins here. */
  begin(): void
}

interface Parts {
  /** How many places are kept. */
  readonly depth: number
  readonly trace: Pick<Trace, 'subscribe'>
  readonly take: () => Snapshot
  readonly restore: (snapshot: Snapshot) => void
}

/** Keeps the last places by transition. A snapshot costs the same however large the world is. */
export function createTimeTravel({ depth, trace, take, restore }: Parts): TimeTravel {
  let places: readonly Snapshot[] = [take()]
  /** Where we are among them. */
  let here = 0
  let marks: ReadonlyMap<string, Snapshot> = new Map()

  const keep = (place: Snapshot) => {
    const past = places.slice(0, here + 1)
    // Of several transitions that one decision made, there is one place: they are committed together.
    const isSame = past.length > 1 && past.at(-1)?.world === place.world
    places = [...(isSame ? past.slice(0, -1) : past), place].slice(-depth - 1)
    here = places.length - 1
  }
  const go = (to: number) => {
    const place = places[to]
    if (!place) return false
    here = to
    restore(place)
    return true
  }
  trace.subscribe((entry) => {
    if (entry.type === 'transition') keep(take())
    if (entry.type === 'mark') marks = new Map(marks).set(entry.name, take())
  })

  return {
    undo: () => go(here - 1),
    redo: () => go(here + 1),
    jumpTo(mark) {
      const place = marks.get(mark)
      if (!place) {
        const known = [...marks.keys()].map((name) => `'${name}'`).join(', ')
        throw new Error(`emulator.jumpTo: there is no mark '${mark}'. There are: ${known || 'none'}.`)
      }
      keep(place)
      restore(place)
    },
    begin() {
      places = [take()]
      here = 0
      marks = new Map()
    },
  }
}
