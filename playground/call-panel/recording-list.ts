import type { RecordOperation } from '@microsoft/microsoft-graph-types'
import { css, html, nothing, type TemplateResult } from 'lit'
import type { CallingState, Take } from './calling.ts'
import { icons } from './icons.ts'
import { hasEnded, isOfType } from './known-calls.ts'
import { currentCall } from './phase.ts'

/** The recordings of the call on the screen, the one under way included. */
export function recordingList({ takes, ...state }: CallingState): TemplateResult | typeof nothing {
  const known = currentCall({ ...state, takes })
  const operations = known?.operations.filter((operation) => isOfType(operation, 'recordOperation')) ?? []
  if (operations.length === 0) return nothing
  return html`<section class="card" aria-labelledby="recordings">
    <h3 id="recordings">${operations.length > 1 ? 'Recordings' : 'Recording'}</h3>
    <ul class="recordings">
      ${operations.map((operation, index) => recording(operation, takes.get(operation.id ?? ''), index + 1))}
    </ul>
  </section>`
}

function recording(operation: RecordOperation, take: Take | undefined, number: number): TemplateResult {
  if (!hasEnded(operation)) {
    return html`<li class="recording" data-status="running">
      <p role="status"><span class="dot" aria-hidden="true"></span>Recording…</p>
      <p class="quiet">It ends with # or after three seconds of silence.</p>
    </li>`
  }
  return html`<li class="recording" data-status=${operation.status ?? nothing}>
    <p role="status">${operation.resultInfo?.message}</p>
    ${take ? player(take, number) : nothing}
  </li>`
}

function player(take: Take, number: number): TemplateResult {
  if ('problem' in take) return html`<p class="quiet">${take.problem}</p>`
  return html`<audio controls preload="metadata" src=${take.url} aria-label="Recording ${number}"></audio>
    <a class="download" href=${take.url} download="recording-${number}.wav">
      ${icons.download} Download recording
      <span class="quiet">${secondsOf(take.bytes)} s</span>
    </a>`
}

/** Recordings are WAV: a header, then 16,000 samples of two bytes a second. */
function secondsOf(bytes: number): string {
  return ((bytes - 44) / 32_000).toFixed(1)
}

export const recordingStyles = css`
  .recordings {
    display: grid;
    gap: 12px;
  }

  .recording {
    display: grid;
    gap: 8px;
  }

  .recording .dot {
    display: inline-block;
    width: 10px;
    height: 10px;
    margin-inline-end: 8px;
    border-radius: 50%;
    background: var(--danger);
    animation: blink 1.2s ease-in-out infinite alternate;
  }

  .recording audio {
    width: 100%;
    height: 40px;
  }

  .download {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    justify-self: start;
    border-radius: 4px;
    color: var(--brand-text);
    font-weight: 600;
    text-decoration: none;
  }

  .download:hover {
    text-decoration: underline;
  }

  .download svg {
    width: 18px;
    height: 18px;
  }

  .download .quiet {
    font-weight: 400;
  }

  @keyframes blink {
    to {
      opacity: 0.25;
    }
  }
`
