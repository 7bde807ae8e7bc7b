import * as Plot from '@observablehq/plot'
import { html, svg, type TemplateResult } from 'lit'
import { CONNECTION_LABELS, CONNECTIONS, type Connection } from '../records/connections.ts'
import type { AudioStream } from '../records/sessions.ts'
import { type Metric, THRESHOLDS } from '../records/thresholds.ts'
import { drawImage } from './draw-image.ts'

const HEIGHT = 240
const SYMBOLS = {
  wifi: 'triangle',
  mobile: 'square',
  tunnel: 'diamond',
  wired: 'circle',
  unknown: 'times',
} as const satisfies Record<Connection, Plot.SymbolType>

/** The symbols for the legend, 12 by 12. */
const LEGEND_SHAPES = {
  wifi: svg`<path d="M6 1 11 10.5H1Z" />`,
  mobile: svg`<path d="M1.5 1.5h9v9h-9Z" />`,
  tunnel: svg`<path d="M6 0 10 6 6 12 2 6Z" />`,
  wired: svg`<circle cx="6" cy="6" r="4.5" />`,
  unknown: svg`<path d="m2 2 8 8m0-8-8 8" stroke="currentColor" />`,
} as const satisfies Record<Connection, TemplateResult>

/** Streams with nearly the same values. */
interface Point {
  readonly jitter: number
  readonly loss: number
  readonly connection: Connection
  readonly streams: number
}

/** Packet loss is rounded to this step, so that similar streams share a point. */
const LOSS_STEP = 0.001

/** Each audio stream by jitter, packet loss and connection, with the thresholds for poor quality. */
export function streamsChart(streams: readonly AudioStream[], width: number): TemplateResult {
  const points = toPoints(streams)
  const kinds = CONNECTIONS.filter((kind) => points.some(({ connection }) => connection === kind))
  return html`<figure class="chart" aria-labelledby="streams-title">
    <figcaption id="streams-title"><h3>Jitter and packet loss per audio stream</h3></figcaption>
    <ul class="legend">
      ${kinds.map((kind) => html`<li><svg class="symbol" viewBox="0 0 12 12" style="color: var(--${kind})" aria-hidden="true">${LEGEND_SHAPES[kind]}</svg>${CONNECTION_LABELS[kind]}</li>`)}
    </ul>
    <div class="plot">${scatterPlot(points, width)}</div>
    ${dataTable(streams)}
  </figure>`
}

function toPoints(streams: readonly AudioStream[]): Point[] {
  const points = new Map<string, Point>()
  for (const { connection, values } of streams) {
    if (values.jitter === undefined || values.loss === undefined) continue
    const jitter = Math.round(values.jitter)
    const loss = Math.round(values.loss / LOSS_STEP) * LOSS_STEP
    const key = `${connection} ${jitter} ${loss}`
    points.set(key, { jitter, loss, connection, streams: (points.get(key)?.streams ?? 0) + 1 })
  }
  return [...points.values()]
}

function scatterPlot(points: readonly Point[], width: number): Element {
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
  return drawImage({
    width,
    height: HEIGHT,
    marginTop: 24,
    marginRight: 12,
    marginBottom: 40,
    marginLeft: 42,
    ariaLabel: `Scatter plot of ${points.reduce((sum, { streams }) => sum + streams, 0)} audio streams by jitter and packet loss; above ${jitter.limit} ms or ${loss.limit * 100} % they are poor`,
    x: { domain: [0, right] },
    // Most streams lose next to nothing: there the scale is wider.
    y: { type: 'sqrt', domain: [0, top] },
    color: { domain: CONNECTIONS, range: CONNECTIONS.map((kind) => `var(--${kind})`) },
    r: { type: 'identity' },
    symbol: { domain: CONNECTIONS, range: CONNECTIONS.map((kind) => SYMBOLS[kind]) },
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

/** A point grows with its number of streams. */
function toRadius({ streams }: Point): number {
  return 1.8 + Math.min(2, Math.sqrt(streams) / 2)
}

const COLUMNS = ['jitter', 'loss', 'roundTrip', 'concealed'] as const satisfies readonly Metric[]

/** Medians by connection, for more metrics than the plot. */
function dataTable(streams: readonly AudioStream[]): TemplateResult {
  return html`<details>
    <summary>Audio streams as a table</summary>
    <table class="numbers">
      <thead>
        <tr>
          <th scope="col">Median by connection</th><th scope="col">Streams</th><th scope="col">Poor</th>
          ${COLUMNS.map((metric) => html`<th scope="col">${THRESHOLDS[metric].label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${CONNECTIONS.map((kind) =>
          row(
            CONNECTION_LABELS[kind],
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
  const values = streams.flatMap(({ values }) => values[metric] ?? []).sort((one, other) => one - other)
  const middle = values[Math.floor(values.length / 2)]
  return middle === undefined ? '–' : THRESHOLDS[metric].show(middle)
}
