import type { RecordOperation } from '@microsoft/microsoft-graph-types'
import { html, nothing, type TemplateResult } from 'lit'
import { icons } from '../../icons.ts'
import type { CallingState, Download } from '../calling/calling-store.ts'
import { hasEnded, isOfType } from '../calling/known-calls.ts'
import { currentCall } from '../calling/phase.ts'

/** The recordings of the call on the screen, including the one in progress. */
export function recordingList(state: CallingState): TemplateResult | typeof nothing {
  const operations = currentCall(state)?.operations.filter((operation) => isOfType(operation, 'recordOperation')) ?? []
  if (operations.length === 0) return nothing
  return html`<section class="card" aria-labelledby="recordings">
    <h3 id="recordings">${operations.length > 1 ? 'Recordings' : 'Recording'}</h3>
    <ul class="recordings">
      ${operations.map((operation, index) => recording(operation, state.downloads.get(operation.id ?? ''), index + 1))}
    </ul>
  </section>`
}

function recording(operation: RecordOperation, download: Download | undefined, number: number): TemplateResult {
  if (!hasEnded(operation)) {
    return html`<li class="recording" data-status="running">
      <p role="status"><span class="dot" aria-hidden="true"></span>Recording…</p>
      <p class="quiet">Ends on # or after three seconds of silence.</p>
    </li>`
  }
  return html`<li class="recording" data-status=${operation.status ?? nothing}>
    <p role="status">${operation.resultInfo?.message}</p>
    ${download ? player(download, number) : nothing}
  </li>`
}

function player(download: Download, number: number): TemplateResult {
  if ('problem' in download) return html`<p class="quiet">${download.problem}</p>`
  return html`<audio controls preload="metadata" src=${download.url} aria-label="Recording ${number}"></audio>
    <a class="download" href=${download.url} download="recording-${number}.wav">
      ${icons.download} Download recording
      <span class="quiet">${secondsOf(download.bytes)} s</span>
    </a>`
}

/** A WAV header has 44 bytes; 16,000 samples of two bytes are a second. */
function secondsOf(bytes: number): string {
  return ((bytes - 44) / 32_000).toFixed(1)
}
