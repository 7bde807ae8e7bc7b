/** Runs async tasks one at a time, in the order they were added. The first task starts before this returns. */
export type SerialQueue = (task: () => Promise<void>) => Promise<void>

export function createSerialQueue(): SerialQueue {
  let last: Promise<void> | undefined
  return async (task) => {
    const previous = last
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    last = finished
    try {
      if (previous) await previous
      await task()
    } finally {
      if (last === finished) last = undefined
      finish()
    }
  }
}
