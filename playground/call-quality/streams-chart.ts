import * as Plot from '@observablehq/plot'
import { css, html, svg, type TemplateResult } from 'lit'
import { CONNECTION_KINDS, CONNECTIONS, type Connection } from './connections.ts'
import { picture } from './picture.ts'
import type { AudioStream } from './sessions.ts'
import { type Metric, THRESHOLDS } from './thresholds.ts'

const HEIGHT = 240
const SYMBOLS = {
  wifi: 'triangle',
  mobile: 'square',
  tunnel: 'diamond',
  wired: 'circle',
  unknown: 'times',
} as const satisfies Record<Connection, Plot.SymbolType>

/** The same shapes for the legend, 12 by 12. */
const SHAPES = {
  wifi: svg`<path d="M6 1 11 10.5H1Z" />`,
  mobile: svg`<path d="M1.5 1.5h9v9h-9Z" />`,
  tunnel: svg`<path d="M6 0 10 6 6 12 2 6Z" />`,
  wired: svg`<circle cx="6" cy="6" r="4.5" />`,
  unknown: svg`<path d="m2 2 8 8m0-8-8 8" stroke="currentColor" />`,
} as const satisfies Record<Connection, TemplateResult>

/** Streams that are so much alike that they are one point. */
interface Point {
  readonly jitter: number
  readonly loss: number
  readonly connection: Connection
  readonly streams: number
}

/** Losses within so much of each other are alike. */
const LOSS_STEP = 0.001

/** Why calls are poor: each audio stream by its jitter and its loss, over what it went, and beyond which it is poor. */
export function streamsChart(streams: readonly AudioStream[], width: number): TemplateResult {
  const points = toPoints(streams)
  const kinds = CONNECTION_KINDS.filter((kind) => points.some(({ connection }) => connection === kind))
  return html`<figure class="chart" aria-labelledby="streams-title">
    <figcaption id="streams-title"><h3>Jitter and loss of each audio stream</h3></figcaption>
    <ul class="legend">
      ${kinds.map((kind) => html`<li><svg class="symbol" viewBox="0 0 12 12" style="color: var(--${kind})" aria-hidden="true">${SHAPES[kind]}</svg>${CONNECTIONS[kind]}</li>`)}
    </ul>
    <div class="plot">${plot(points, width)}</div>
    ${numbers(streams)}
  </figure>`
}

function toPoints(streams: readonly AudioStream[]): Point[] {
  const points = new Map<string, Point>()
  for (const { connection, measures } of streams) {
    if (measures.jitter === undefined || measures.loss === undefined) continue
    const jitter = Math.round(measures.jitter)
    const loss = Math.round(measures.loss / LOSS_STEP) * LOSS_STEP
    const key = `${connection} ${jitter} ${loss}`
    points.set(key, { jitter, loss, connection, streams: (points.get(key)?.streams ?? 0) + 1 })
  }
  return [...points.values()]
}

function plot(points: readonly Point[], width: number): Element {
  const { jitter, loss } = THRESHOLDS
  const most = (values: readonly number[], least: number) => Math.max(least, ...values) * 1.04
  const right = most(
    points.map((point) => point.jitter),
    60,
  )
  const top = most(
    points.map((point) => point.loss),
    0.16,
  )
  const beyond = { fill: 'var(--warn-tint)' }
  const line = { stroke: 'var(--warn)', strokeDasharray: '4 3' }
  const label = { fill: 'var(--warn)', stroke: 'var(--card)', strokeWidth: 4, fontWeight: 600 }
  return picture({
    width,
    height: HEIGHT,
    marginTop: 24,
    marginRight: 12,
    marginBottom: 40,
    marginLeft: 42,
    ariaLabel: `Points of ${points.reduce((sum, { streams }) => sum + streams, 0)} audio streams by jitter and packet loss; those beyond ${jitter.limit} ms or ${loss.limit * 100} % are poor`,
    x: { domain: [0, right] },
    // Most streams lose next to nothing: there the scale is wider.
    y: { type: 'sqrt', domain: [0, top] },
    color: { domain: CONNECTION_KINDS, range: CONNECTION_KINDS.map((kind) => `var(--${kind})`) },
    r: { type: 'identity' },
    symbol: { domain: CONNECTION_KINDS, range: CONNECTION_KINDS.map((kind) => SYMBOLS[kind]) },
    marks: [
      Plot.rect([0], { x1: jitter.limit, x2: right, y1: 0, y2: top, ...beyond }),
      Plot.rect([0], { x1: 0, x2: jitter.limit, y1: loss.limit, y2: top, ...beyond }),
      Plot.axisX({ ticks: 5, tickSize: 0, label: 'Jitter (ms)', labelAnchor: 'center', labelArrow: 'none' }),
      Plot.axisY(
        [0, 0.01, 0.05, 0.1, 0.2, 0.3].filter((ratio) => ratio <= top),
        {
          tickSize: 0,
          label: 'Packet loss',
          labelArrow: 'none',
          tickFormat: (ratio: number) => `${Math.round(ratio * 100)} %`,
        },
      ),
      Plot.ruleX([0], { stroke: 'var(--control-line)' }),
      Plot.ruleY([0], { stroke: 'var(--control-line)' }),
      Plot.dot(points, {
        x: 'jitter',
        y: 'loss',
        fill: 'connection',
        symbol: 'connection',
        r: toRadius,
        fillOpacity: 0.7,
      }),
      Plot.ruleX([jitter.limit], line),
      Plot.ruleY([loss.limit], line),
      Plot.text([0], { x: right, y: top, text: ['poor'], textAnchor: 'end', dx: -6, dy: 10, ...label }),
    ],
  })
}

/** Many streams are a larger point. */
function toRadius({ streams }: Point): number {
  return 1.8 + Math.min(2, Math.sqrt(streams) / 2)
}

const COLUMNS = ['jitter', 'loss', 'roundTrip', 'concealed'] as const satisfies readonly Metric[]

/** The same by connection, and two measures more. */
function numbers(streams: readonly AudioStream[]): TemplateResult {
  return html`<details>
    <summary>Audio streams in numbers</summary>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">Medians</th><th scope="col">Streams</th><th scope="col">Poor</th>
          ${COLUMNS.map((metric) => html`<th scope="col">${THRESHOLDS[metric].label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${CONNECTION_KINDS.map((kind) =>
          row(
            CONNECTIONS[kind],
            streams.filter(({ connection }) => connection === kind),
          ),
        )}
      </tbody>
    </table>
  </details>`
}

function row(name: string, streams: readonly AudioStream[]) {
  if (streams.length === 0) return ''
  const poor = streams.filter(({ verdict }) => verdict === 'poor').length
  return html`<tr>
    <th scope="row">${name}</th><td>${streams.length}</td><td>${Math.round((100 * poor) / streams.length)} %</td>
    ${COLUMNS.map((metric) => html`<td>${medianOf(metric, streams)}</td>`)}
  </tr>`
}

function medianOf(metric: Metric, streams: readonly AudioStream[]): string {
  const values = streams.flatMap(({ measures }) => measures[metric] ?? []).sort((one, other) => one - other)
  const middle = values[Math.floor(values.length / 2)]
  return middle === undefined ? '–' : THRESHOLDS[metric].show(middle)
}

/** Told apart in both modes, and by who sees few colours; the symbols differ, too. */
export const connectionColours = css`
  :host {
    --wifi: light-dark(#b4530a, #f4a261);
    --mobile: light-dark(#00736b, #4fd1c5);
    --tunnel: light-dark(#a3257f, #f08ad0);
    --wired: light-dark(#4f52b2, #9ea2ff);
    --unknown: var(--quiet);
  }

  .legend .symbol {
    fill: currentColor;
    stroke-width: 2;
  }
`
