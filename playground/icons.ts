import { html, svg, type TemplateResult } from 'lit'

const HANDSET =
  'M7.1 3.6 9 3.1c.7-.2 1.4.2 1.7.8l1.1 2.6c.25.6.1 1.3-.4 1.7L9.7 9.6a11 11 0 0 0 4.7 4.7l1.4-1.7c.4-.5 1.1-.65 1.7-.4l2.6 1.1c.6.3 1 1 .8 1.7l-.5 1.9c-.4 1.4-1.7 2.3-3.1 2.2C10.6 18.6 5.4 13.4 4.9 6.7c-.1-1.4.8-2.7 2.2-3.1Z'
const MICROPHONE = 'M9.2 6.3a2.8 2.8 0 0 1 5.6 0v5a2.8 2.8 0 0 1-5.6 0zM6 11.5a6 6 0 0 0 12 0M12 17.5V20.5'

/** Decorative: each icon stands beside its label, and is hidden from assistive technology. */
export const icons = {
  call: icon(svg`<path fill="currentColor" d=${HANDSET} />`),
  hangUp: icon(svg`<path fill="currentColor" transform="rotate(135 12.5 11.5)" d=${HANDSET} />`),
  record: icon(
    svg`<circle cx="12" cy="12" r="8.25" fill="none" stroke="currentColor" stroke-width="1.5" /><circle cx="12" cy="12" r="4.5" fill="currentColor" />`,
  ),
  stop: icon(svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor" />`),
  download: icon(
    svg`<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" d="M12 4v10m-4-4 4 4 4-4M5 19h14" />`,
  ),
  close: icon(
    svg`<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" d="m6.5 6.5 11 11m0-11-11 11" />`,
  ),
  microphone: icon(
    svg`<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" d=${MICROPHONE} />`,
  ),
  muted: icon(
    svg`<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" d="${MICROPHONE}M4.5 4.5l15 15" />`,
  ),
  share: icon(
    svg`<path fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" d="M4 5.5h16v11H4zM12 14V8.5m-2.5 2.2L12 8.2l2.5 2.5M9 19.5h6" />`,
  ),
} as const

function icon(shape: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">${shape}</svg>`
}
