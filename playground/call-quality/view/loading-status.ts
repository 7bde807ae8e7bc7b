import { html, nothing, type TemplateResult } from 'lit'
import type { LoaderState } from '../records/record-loader.ts'

/** The progress of loading. */
export function loadingStatus({ calls, isLoading, retryDelayMs }: LoaderState): TemplateResult {
  const count = `${calls.length} ${calls.length === 1 ? 'call' : 'calls'}`
  const progress = isLoading ? `Loading… ${count} so far` : `${count} loaded`
  const throttled = retryDelayMs && `Throttled by Graph. Retrying in ${Math.ceil(retryDelayMs / 1_000)} s`
  return html`<p class="quiet" role="status">${throttled || progress}</p>`
}

/** Offers to load the next page, if there is one. */
export function nextPageNotice(
  { calls, nextLink }: LoaderState,
  loadMore: () => void,
): TemplateResult | typeof nothing {
  if (!nextLink) return nothing
  return html`<div class="notice">
    <p>Graph lists the oldest calls first, and has more than these ${calls.length}.</p>
    <button class="more" @click=${loadMore}>Load more</button>
  </div>`
}
