/** One side of a comparison. */
export interface Side {
  /** Runs once; may return a promise. @param index The run's number within its batch, from 0. */
  run(index: number): unknown
  /** Reverts the changes of the previous batch. Not timed. */
  before?(): unknown
}

export interface Comparison {
  /** The time of `one` divided by that of `other`: the median of all rounds. */
  readonly ratio: number
  /** Median microseconds for one run of each. */
  readonly one: number
  readonly other: number
}

export interface Pace {
  /** The number of runs that are timed together, unless they are slow. */
  readonly batch?: number
  readonly forMs?: number
}

/** A run that takes longer is timed by itself. */
const SLOW_US = 5_000

/**
 * Times two sides alternately. Other load on the machine slows down both sides of a round, so the ratio of a round is
 * reliable when its figures are not.
 */
export async function compare(one: Side, other: Side, { batch = 20, forMs = 2_500 }: Pace = {}): Promise<Comparison> {
  await time(one, 1)
  const size = (await time(one, 1)) > SLOW_US ? 1 : batch
  await alternate(one, other, size, forMs / 3) // warms up
  const rounds = await alternate(one, other, size, forMs)
  return {
    ratio: median(rounds.map((round) => round.one / round.other)),
    one: median(rounds.map((round) => round.one)),
    other: median(rounds.map((round) => round.other)),
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** The milliseconds that some work takes. */
export async function elapsed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The size of the heap without garbage. */
export function heapUsed(): number {
  if (!globalThis.gc) throw new Error('the process was started without --expose-gc')
  globalThis.gc()
  globalThis.gc() // the first run may keep weakly referenced objects
  return process.memoryUsage().heapUsed
}

async function alternate(one: Side, other: Side, batch: number, forMs: number) {
  const rounds: { one: number; other: number }[] = []
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    // The second side pays for the garbage of the first, so they swap places every round.
    if (rounds.length % 2 === 0) rounds.push({ one: await time(one, batch), other: await time(other, batch) })
    else rounds.push({ other: await time(other, batch), one: await time(one, batch) })
    // End the turn, as an app does: until then V8 keeps every object whose WeakRef was read.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return rounds
}

/** The microseconds for one run of a batch. */
async function time(side: Side, batch: number): Promise<number> {
  await side.before?.()
  const start = performance.now()
  for (let index = 0; index < batch; index += 1) {
    const result = side.run(index)
    // Awaiting a plain value would cost more than some runs.
    if (result instanceof Promise) await result
  }
  return ((performance.now() - start) * 1_000) / batch
}
