import * as Plot from '@observablehq/plot'
import { html, svg, type TemplateResult } from 'lit'
import type { Day } from './days.ts'
import { picture } from './picture.ts'
import { VERDICT_KINDS, VERDICTS } from './quality-call.ts'

const HEIGHT = 240
/** A bar is no wider, however few there are. */
const WIDEST = 64
/** What is around the bars. */
const MARGIN = { top: 24, right: 8, bottom: 40, left: 36 }

/** How many calls there were each day, and how they were: in colours, in hatchings, and in numbers. */
export function daysChart(days: readonly Day[], width: number): TemplateResult {
  return html`<figure class="chart" aria-labelledby="days-title">
    <figcaption id="days-title"><h3>Calls per day</h3></figcaption>
    <ul class="legend">
      ${VERDICT_KINDS.map((kind) => html`<li><svg viewBox="0 0 14 14" aria-hidden="true">${hatching}<rect width="14" height="14" rx="2" fill=${FILLS[kind]} /></svg>${VERDICTS[kind]}</li>`)}
    </ul>
    <div class="plot">${plot(days, width)}</div>
    ${numbers(days)}
  </figure>`
}

/** Referred to from within the page's own tree. */
const hatching = svg`<defs>
  <pattern id="hatch-poor" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill="var(--poor-fill)" /><rect width="2" height="6" fill="var(--card)" />
  </pattern>
  <pattern id="hatch-unclassified" width="5" height="5" patternUnits="userSpaceOnUse">
    <circle cx="2.5" cy="2.5" r="1.3" fill="var(--quiet)" />
  </pattern>
</defs>`

const FILLS = {
  good: 'var(--good-fill)',
  poor: 'url(#hatch-poor)',
  failed: 'var(--failed-fill)',
  unclassified: 'url(#hatch-unclassified)',
} as const

function plot(days: readonly Day[], width: number): Element {
  const parts = days.flatMap(({ date, counts }) => VERDICT_KINDS.map((kind) => ({ date, kind, count: counts[kind] })))
  const step = (width - MARGIN.left - MARGIN.right) / Math.max(1, days.length)
  const inset = Math.max(0, (step * 0.8 - WIDEST) / 2)
  return picture({
    width,
    height: HEIGHT,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    ariaLabel: describe(days),
    x: { type: 'band', domain: days.map(({ date }) => date), padding: 0.2, label: null },
    y: { label: null, domain: [0, Math.max(5, ...days.map(({ total }) => total))], nice: true },
    color: { domain: VERDICT_KINDS, range: VERDICT_KINDS.map((kind) => FILLS[kind]) },
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
        order: [...VERDICT_KINDS],
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
  const parts = VERDICT_KINDS.map((kind) => `${sum(({ counts }) => counts[kind])} ${VERDICTS[kind].toLowerCase()}`)
  return `Bars of the ${sum(({ total }) => total)} calls of ${days.length} days: ${parts.join(', ')}`
}

/** A day's weekday over its number, as short as there is room for. */
function toTick(date: string, room: number): string {
  const weekday = format(date, { weekday: room < 26 ? 'narrow' : 'short' })
  return `${weekday}\n${format(date, { day: 'numeric', ...(room > 44 && { month: 'short' }) })}`
}

function format(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(date))
}

function numbers(days: readonly Day[]): TemplateResult {
  return html`<details>
    <summary>Calls per day in numbers</summary>
    <table class="numbers">
      <thead>
        <tr><th scope="col">Day</th>${VERDICT_KINDS.map((kind) => html`<th scope="col">${VERDICTS[kind]}</th>`)}</tr>
      </thead>
      <tbody>
        ${days.map(({ date, counts }) => html`<tr><th scope="row">${format(date, { weekday: 'short', day: 'numeric', month: 'short' })}</th>${VERDICT_KINDS.map((kind) => html`<td>${counts[kind]}</td>`)}</tr>`)}
      </tbody>
    </table>
  </details>`
}
