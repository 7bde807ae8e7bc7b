import type { Target } from '../request/target.ts'

/** A part of the emulator whose code is loaded when a request first needs it. */
export interface LoadablePart {
  /** Where the paths of its requests begin: `/communications/callRecords`. */
  readonly path: string
  readonly load: () => Promise<void>
}

export interface PartLoader {
  /**
   * Starts to load what a request needs. While something is loaded, later requests wait for it, too: requests are decided
   * in the order in which they arrive.
   * @returns what the request has to await, or `undefined` when nothing is being loaded.
   */
  loadFor(target: Target): Promise<void> | undefined
  /** Loads all parts. */
  loadAll(): Promise<void>
}

/** @param whileLoading Receives the promise of each load: the clock waits for it. */
export function createPartLoader(
  parts: readonly LoadablePart[],
  whileLoading: (loading: Promise<void>) => void,
): PartLoader {
  const missing = new Set(parts.map((part) => ({ ...part, names: part.path.toLowerCase().split('/').slice(1) })))
  let last: Promise<void> | undefined

  const load = (needed: readonly LoadablePart[]) => {
    const loading = Promise.all([last, ...needed.map((part) => part.load())]).then(() => {})
    const settled = loading.catch(() => {})
    const end = () => {
      if (last === settled) last = undefined
    }
    last = settled
    void settled.then(end)
    whileLoading(settled)
    return loading
  }

  const take = (isNeeded: (names: readonly string[]) => boolean) => {
    const needed = [...missing].filter(({ names }) => isNeeded(names))
    if (needed.length === 0) return last
    for (const part of needed) missing.delete(part)
    return load(needed).catch((error: unknown) => {
      // The next request tries again.
      for (const part of needed) missing.add(part)
      throw error
    })
  }

  return {
    loadFor: ({ segments }) =>
      missing.size === 0
        ? last
        : take((names) => names.every((name, index) => segments[index]?.toLowerCase() === name)),
    async loadAll() {
      await take(() => true)
    },
  }
}
