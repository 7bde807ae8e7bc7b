import { html, nothing, type TemplateResult } from 'lit'
import type { ReadingState } from './reading.ts'

/** How far the reading is. */
export function readingStatus({ calls, isReading, pausedMs }: ReadingState): TemplateResult {
  const count = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
  const words = isReading ? `Reading… ${count} so far` : `${count} read`
  const busy = pausedMs && `Graph is busy, and is asked again in ${Math.ceil(pausedMs / 1_000)} s`
  return html`<p class="quiet" role="status">${busy || words}</p>`
}

/** Asks whether to read on, where Graph has more. */
export function moreNotice({ calls, nextLink }: ReadingState, more: () => void): TemplateResult | typeof nothing {
  if (!nextLink) return nothing
  return html`<div class="notice">
    <p>Graph lists the oldest first, and has more than these ${calls.length} calls.</p>
    <button class="more" @click=${more}>Show more</button>
  </div>`
}
