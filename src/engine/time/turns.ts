/**
 * Gives each piece of work its turn: in order of asking, one after another. The first starts at once, before this
 * returns.
 */
export type InTurn = (work: () => Promise<void>) => Promise<void>

export function createTurns(): InTurn {
  let last: Promise<void> | undefined
  return async (work) => {
    const before = last
    let done = () => {}
    const mine = new Promise<void>((resolve) => {
      done = resolve
    })
    last = mine
    try {
      if (before) await before
      await work()
    } finally {
      if (last === mine) last = undefined
      done()
    }
  }
}
