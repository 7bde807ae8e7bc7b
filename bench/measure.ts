/** One side of a comparison. */
export interface Side {
  /** One operation, at once or by a promise. @param index Counts the operations of a batch from 0. */
  run(index: number): unknown
  /** Puts back what the last batch has changed. It is not timed. */
  before?(): unknown
}

export interface Comparison {
  /** How many times as long the one takes as the other: the median of all rounds. */
  readonly ratio: number
  /** Microseconds for one operation of each: medians. */
  readonly one: number
  readonly other: number
}

export interface Pace {
  /** How many operations are timed at once, unless they turn out to be slow. */
  readonly batch?: number
  readonly forMs?: number
}

/** An operation that takes longer is timed by itself. */
const SLOW_US = 5_000

/**
 * Times two sides in turns. The machine has other things to do: what slows it down for a while slows down both, so the
 * ratio of a round is sound where its figures are not.
 */
export async function compare(one: Side, other: Side, { batch = 20, forMs = 2_500 }: Pace = {}): Promise<Comparison> {
  await time(one, 1)
  const size = (await time(one, 1)) > SLOW_US ? 1 : batch
  await takeTurns(one, other, size, forMs / 3) // warms up
  const rounds = await takeTurns(one, other, size, forMs)
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

/** Milliseconds that some work takes. */
export async function elapsed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** What is on the heap, garbage excluded. */
export function heapUsed(): number {
  if (!globalThis.gc) throw new Error('the process was started without --expose-gc')
  globalThis.gc()
  globalThis.gc() // the first may leave what only weak references hold
  return process.memoryUsage().heapUsed
}

async function takeTurns(one: Side, other: Side, batch: number, forMs: number) {
  const rounds: { one: number; other: number }[] = []
  for (const end = performance.now() + forMs; performance.now() < end; ) {
    // Who goes second pays for the garbage that the first has left: so each does in every other round.
    if (rounds.length % 2 === 0) rounds.push({ one: await time(one, batch), other: await time(other, batch) })
    else rounds.push({ other: await time(other, batch), one: await time(one, batch) })
    // As in an app, turns end: until then the engine holds on to whatever somebody has a WeakRef to.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return rounds
}

/** Microseconds for one operation of a batch. */
async function time(side: Side, batch: number): Promise<number> {
  await side.before?.()
  const start = performance.now()
  for (let index = 0; index < batch; index += 1) {
    const result = side.run(index)
    // Awaiting what is no promise would cost more than some operations.
    if (result instanceof Promise) await result
  }
  return ((performance.now() - start) * 1_000) / batch
}
