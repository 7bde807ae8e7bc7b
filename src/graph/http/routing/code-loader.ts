import type { Target } from '../request/target.ts'

/** Code that is loaded when a request first needs it: the endpoints of a group, or batches. */
export interface LoadableCode {
  /** Where the paths of its requests begin: `/communications/callRecords`. */
  readonly path: string
  readonly load: () => Promise<void>
}

/** Loads code on demand. A request loads within its turn, so later requests and the clock wait. */
export interface CodeLoader {
  /** @returns what the request has to await, or `undefined` when all that it needs is there. */
  loadFor(target: Target): Promise<void> | undefined
  /** Loads all of it. */
  loadAll(): Promise<void>
}

export function createCodeLoader(all: readonly LoadableCode[]): CodeLoader {
  const missing = new Set(all.map((code) => ({ ...code, names: code.path.toLowerCase().split('/').slice(1) })))

  const load = async (needed: typeof missing) => {
    for (const code of needed) {
      await code.load()
      missing.delete(code)
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
