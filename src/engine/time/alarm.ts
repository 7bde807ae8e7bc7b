/** One timer of the host that can be set again. */
export interface Alarm {
  /** Whether it is set and keeps a Node process alive. */
  readonly keepsAlive: boolean
  /** Replaces the previous timer. It may ring too early, so the callback must check the clock. */
  set(delayMs: number, keepAlive: boolean): void
  clear(): void
}

/** The longest delay of `setTimeout`: a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1

export function createAlarm(ring: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined
  let keepsAlive = false

  const clear = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    get keepsAlive() {
      return timer !== undefined && keepsAlive
    },
    set(delayMs, keepAlive) {
      clear()
      keepsAlive = keepAlive
      timer = setTimeout(
        () => {
          timer = undefined
          ring()
        },
        Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_MS),
      )
      if (!keepAlive) unref(timer)
    },
    clear,
  }
}

/** Lets a Node process exit while the timer is set. In a browser a timer is a number. */
function unref(timer: unknown): void {
  if (typeof timer !== 'object' || timer === null) return
  if ('unref' in timer && typeof timer.unref === 'function') timer.unref()
}
