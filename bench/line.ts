/** One line of the performance budget: what it is about, what it may cost, and how that is found out. */
export interface Line {
  readonly what: string
  readonly budget: string
  /** Runs in a process of its own. What it throws is the reason why the line could not be measured. */
  measure(): Promise<Finding>
}

export interface Finding {
  /** The ratio or figure that the budget speaks of. */
  readonly measured: string
  /** Absent when what was measured is not what the budget speaks of. */
  readonly met?: boolean
  /** What the figure is made of, for whoever wants to know more. */
  readonly notes?: readonly string[]
}

export function times(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)} ×`
}

export function microseconds(us: number): string {
  return us >= 1_000 ? `${(us / 1_000).toFixed(1)} ms` : `${us >= 10 ? us.toFixed(0) : us.toFixed(2)} µs`
}

export function bytes(count: number): string {
  return count >= 1_024 ? `${(count / 1_024).toFixed(2)} KB` : `${Math.round(count)} B`
}
