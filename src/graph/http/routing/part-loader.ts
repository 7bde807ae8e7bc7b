import type { Target } from '../request/target.ts'

/** A part of the emulator whose code is loaded when a request first needs it. */
export interface LoadablePart {
  /** Where the paths of its requests begin: `/communications/callRecords`. */
  readonly path: string
  readonly load: () => Promise<void>
}

/** Loads parts. A request loads within its turn, so later requests and the clock wait. */
export interface PartLoader {
  /** @returns what the request has to await, or `undefined` when all that it needs is there. */
  loadFor(target: Target): Promise<void> | undefined
  /** Loads all parts. */
  loadAll(): Promise<void>
}

export function createPartLoader(parts: readonly LoadablePart[]): PartLoader {
  const missing = new Set(parts.map((part) => ({ ...part, names: part.path.toLowerCase().split('/').slice(1) })))

  const load = async (needed: typeof missing) => {
    for (const part of needed) {
      await part.load()
      missing.delete(part)
    }
  }

  return {
    loadFor({ segments }) {
      if (missing.size === 0) return undefined
      const isNeeded = ({ names }: { readonly names: readonly string[] }) =>
        names.every((name, index) => segments[index]?.toLowerCase() === name)
      const needed = new Set([...missing].filter(isNeeded))
      return needed.size === 0 ? undefined : load(needed)
    },
    loadAll: () => load(new Set(missing)),
  }
}
