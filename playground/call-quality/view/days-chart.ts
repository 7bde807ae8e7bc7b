import * as Plot from '@observablehq/plot'
import { html, svg, type TemplateResult } from 'lit'
import type { Day } from '../records/days.ts'
import { VERDICT_LABELS, VERDICTS } from '../records/quality-call.ts'
import { drawImage } from './draw-image.ts'

const HEIGHT = 240
const MAX_BAR_WIDTH = 64
const MARGIN = { top: 24, right: 8, bottom: 40, left: 36 }

/** The calls of each day by verdict: as bars with colours and patterns, and as a table. */
export function daysChart(days: readonly Day[], width: number): TemplateResult {
  return html`<figure class="chart" aria-labelledby="days-title">
    <figcaption id="days-title"><h3>Calls per day</h3></figcaption>
    <ul class="legend">
      ${VERDICTS.map((kind) => html`<li><svg viewBox="0 0 14 14" aria-hidden="true">${patterns}<rect width="14" height="14" rx="2" fill=${FILLS[kind]} /></svg>${VERDICT_LABELS[kind]}</li>`)}
    </ul>
    <div class="plot">${barChart(days, width)}</div>
    ${dataTable(days)}
  </figure>`
}

/** Repeated in every legend entry: a fill can only refer to patterns in the same shadow tree. */
const patterns = svg`<defs>
  <pattern id="hatch-poor" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill="var(--poor-fill)" /><rect width="2" height="6" fill="var(--card)" />
  </pattern>
  <pattern id="hatch-unclassified" width="5" height="5" patternUnits="userSpaceOnUse">
    <circle cx="2.5" cy="2.5" r="1.3" fill="var(--text-muted)" />
  </pattern>
</defs>`

const FILLS = {
  good: 'var(--good-fill)',
  poor: 'url(#hatch-poor)',
  failed: 'var(--failed-fill)',
  unclassified: 'url(#hatch-unclassified)',
} as const

function barChart(days: readonly Day[], width: number): Element {
  const parts = days.flatMap(({ date, counts }) => VERDICTS.map((kind) => ({ date, kind, count: counts[kind] })))
  const step = (width - MARGIN.left - MARGIN.right) / Math.max(1, days.length)
  const inset = Math.max(0, (step * 0.8 - MAX_BAR_WIDTH) / 2)
  return drawImage({
    width,
    height: HEIGHT,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    ariaLabel: describe(days),
    x: { type: 'band', domain: days.map(({ date }) => date), padding: 0.2, label: null },
    y: { label: null, domain: [0, Math.max(5, ...days.map(({ total }) => total))], nice: true },
    color: { domain: VERDICTS, range: VERDICTS.map((kind) => FILLS[kind]) },
    marks: [
      Plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisY({
        ticks: 4,
        tickSize: 0,
        tickFormat: (count: number) => (Number.isInteger(count) ? String(count) : ''),
      }),
      Plot.axisX({ tickSize: 0, tickFormat: (date: string) => toTick(date, step) }),
      Plot.barY(parts, {
        x: 'date',
        y: 'count',
        fill: 'kind',
        order: [...VERDICTS],
        insetLeft: inset,
        insetRight: inset,
        insetTop: 1,
      }),
      Plot.text(days, {
        x: 'date',
        y: 'total',
        text: ({ total }: Day) => (total > 0 ? String(total) : ''),
        dy: -9,
        fontWeight: 600,
      }),
      Plot.ruleY([0], { stroke: 'var(--control-line)' }),
    ],
  })
}

function describe(days: readonly Day[]): string {
  const sum = (count: (day: Day) => number) => days.reduce((total, day) => total + count(day), 0)
  const parts = VERDICTS.map((kind) => `${sum(({ counts }) => counts[kind])} ${VERDICT_LABELS[kind].toLowerCase()}`)
  return `Bar chart of ${sum(({ total }) => total)} calls on ${days.length} days: ${parts.join(', ')}`
}

/** The weekday above the day of the month, abbreviated to fit. @param room The width of a bar's band. */
function toTick(date: string, room: number): string {
  const weekday = format(date, { weekday: room < 26 ? 'narrow' : 'short' })
  return `${weekday}\n${format(date, { day: 'numeric', ...(room > 44 && { month: 'short' }) })}`
}

function format(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(date))
}

function dataTable(days: readonly Day[]): TemplateResult {
  return html`<details>
    <summary>Calls per day as a table</summary>
    <table class="numbers">
      <thead>
        <tr><th scope="col">Day</th>${VERDICTS.map((kind) => html`<th scope="col">${VERDICT_LABELS[kind]}</th>`)}</tr>
      </thead>
      <tbody>
        ${days.map(({ date, counts }) => html`<tr><th scope="row">${format(date, { weekday: 'short', day: 'numeric', month: 'short' })}</th>${VERDICTS.map((kind) => html`<td>${counts[kind]}</td>`)}</tr>`)}
      </tbody>
    </table>
  </details>`
}
