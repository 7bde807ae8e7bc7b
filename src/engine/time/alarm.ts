/** One real timer. */
export interface Alarm {
  /** Whether it is set and keeps a Node process alive. */
  readonly holds: boolean
  /** Rings after about so long, perhaps too early: who is woken looks at the clock. What was set before is off. */
  set(delayMs: number, holds: boolean): void
  clear(): void
}

/** The longest delay that timers know: they take a longer one for none. */
const LONGEST_MS = 2 ** 31 - 1

export function createAlarm(ring: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined
  let holding = false

  const clear = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    get holds() {
      return timer !== undefined && holding
    },
    set(delayMs, holds) {
      clear()
      holding = holds
      timer = setTimeout(
        () => {
          timer = undefined
          ring()
        },
        Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_MS),
      )
      if (!holds) letGo(timer)
    },
    clear,
  }
}

/** In Node a timer keeps the process alive unless told otherwise; in a browser it is a number. */
function letGo(timer: unknown): void {
  if (typeof timer !== 'object' || timer === null) return
  if ('unref' in timer && typeof timer.unref === 'function') timer.unref()
}
