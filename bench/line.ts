/** One line of the performance budget: its subject, its limit, and its measurement. */
export interface Line {
  readonly what: string
  readonly budget: string
  /** Runs in its own process. An exception is reported as the reason why the line could not be measured. */
  measure(): Promise<Finding>
}

export interface Finding {
  /** The ratio or figure that the budget limits. */
  readonly measured: string
  /** Absent when the measurement does not match the budget. */
  readonly met?: boolean
  /** Details of the figure. */
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
