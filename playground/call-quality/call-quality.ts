import { html, LitElement, nothing } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { tokens } from '../../src/adapters/panel/tokens.ts'
import { DAY_MS } from '../../src/engine/time/units.ts'
import { avatarStyles } from '../call-panel/avatar.ts'
import { pause } from '../pause.ts'
import { callDetailsStyles } from './call-details.ts'
import { callTable } from './call-table.ts'
import { callTableStyles } from './call-table-styles.ts'
import { chartStyles } from './chart-styles.ts'
import { toDays } from './days.ts'
import { daysChart } from './days-chart.ts'
import { type Filter, filterBar, filterStyles, type Person } from './filters.ts'
import { qualityStyles } from './quality-styles.ts'
import { createReading, type Reading, type ReadingState } from './reading.ts'
import { moreNotice, readingStatus } from './reading-status.ts'
import { connectionColours, streamsChart } from './streams-chart.ts'
import { type Shown, verdictFilter, verdictFilterStyles } from './verdict-filter.ts'

/** How many rows come at once. */
const ROWS = 20
/** What is around a chart in its card, and how far the cards are apart. */
const CARD_PADDING = 34
const GAP = 12
/** A chart that would be narrower has the width for itself. */
const LEAST_CHART = 300

/**
 * How good the tenant's calls were: lists its call records, draws them, and says why a call was poor.
 *
 * It speaks to https://graph.microsoft.com and to nothing else.
 */
export class CallQuality extends LitElement {
  static override properties = {
    people: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    filter: { state: true },
    shown: { state: true },
    chosen: { state: true },
    rows: { state: true },
    width: { state: true },
  }
  static override styles = [
    tokens,
    connectionColours,
    qualityStyles,
    filterStyles,
    verdictFilterStyles,
    chartStyles,
    callTableStyles,
    callDetailsStyles,
    avatarStyles,
  ]

  /** By whom calls can be filtered. */
  declare people: readonly Person[]
  /** In which days and times of day are shown. Default: the user's. */
  declare timeZone: string | undefined
  /** Asked for a token before each request. */
  declare getToken: () => string | Promise<string>
  /** What time it is: how far back calls are listed is counted from it. */
  declare now: () => number

  declare private filter: Filter
  declare private shown: Shown
  declare private chosen: string
  declare private rows: number
  declare private width: number
  readonly #reading: Reading
  #span = { since: 0, until: 0 }
  /** What is drawn for a width has a height, which is not to be observed in the same frame. */
  readonly #sizes = new ResizeObserver(() => {
    requestAnimationFrame(() => {
      this.width = this.clientWidth
    })
  })

  constructor() {
    super()
    this.people = []
    this.getToken = () => 'a-token-of-the-app'
    this.now = Date.now
    this.filter = { days: 7, person: '' }
    this.shown = 'all'
    this.chosen = ''
    this.rows = ROWS
    this.width = 0
    this.#reading = createReading({
      getToken: () => this.getToken(),
      pause,
      onChange: () => this.requestUpdate(),
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#sizes.observe(this)
    void this.refresh()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
    this.#reading.stop()
  }

  /** Reads the records again, up to now. */
  refresh(): Promise<void> {
    const until = this.now()
    this.#span = { since: until - this.filter.days * DAY_MS, until }
    return this.#reading.read({ since: this.#span.since, participantId: this.filter.person || undefined })
  }

  protected override render() {
    const state = this.#reading.state()
    const { calls, isReading } = state
    return html`
      <section class="quality" aria-label="Call quality" aria-busy=${isReading}>
        <div class="head">
          <div class="title">
            <h2>Call quality</h2>
            ${readingStatus(state)}
          </div>
          ${filterBar(this.people, this.filter, { choose: (filter) => this.#choose(filter), refresh: () => void this.refresh() })}
        </div>
        <div role="alert">${state.problem ? html`<p class="problem">${state.problem}</p>` : nothing}</div>
        ${moreNotice(state, () => void this.#reading.more())}
        ${verdictFilter(calls, this.shown, (shown) => {
          this.shown = shown
          this.rows = ROWS
        })}
        ${calls.length > 0 || isReading ? this.#pictures(state) : nothing} ${this.#list(state)}
      </section>
    `
  }

  #choose(filter: Filter): void {
    this.filter = filter
    this.rows = ROWS
    this.#reading.forget()
    void this.refresh()
  }

  /** Drawn again only when there is something else to draw. */
  #pictures({ calls }: ReadingState) {
    const half = (this.width - GAP) / 2 - CARD_PADDING
    const isNarrow = half < LEAST_CHART
    const width = Math.max(200, Math.floor(isNarrow ? this.width - CARD_PADDING : half))
    return html`<div class="charts" data-narrow=${isNarrow}>
      ${guard([calls, width], () => daysChart(toDays(calls, this.#span, this.timeZone), width))}
      ${guard([calls, width], () =>
        streamsChart(
          calls.flatMap(({ streams }) => streams),
          width,
        ),
      )}
    </div>`
  }

  #list({ calls, isReading, problem }: ReadingState) {
    const listed = calls.filter(({ verdict }) => this.shown === 'all' || verdict === this.shown).reverse()
    if (listed.length === 0) {
      if (isReading || problem) return nothing
      return html`<p class="empty quiet">There were no such calls${this.#inWords()}.</p>`
    }
    const more = listed.length - this.rows
    return html`<div class="list">
      ${callTable({
        calls: listed.slice(0, this.rows),
        chosen: this.chosen,
        choose: (id) => {
          this.chosen = id
        },
        timeZone: this.timeZone,
      })}
      ${more > 0 ? this.#older(Math.min(more, ROWS), listed.length) : nothing}
    </div>`
  }

  #older(count: number, of: number) {
    const show = () => {
      this.rows += ROWS
    }
    return html`<p class="foot">
      <button class="more" @click=${show}>Show ${count} older</button>
      <span class="quiet">${this.rows} of ${of} shown</span>
    </p>`
  }

  #inWords(): string {
    const who = this.people.find(({ id }) => id === this.filter.person)
    const days = this.filter.days === 1 ? 'last day' : `last ${this.filter.days} days`
    return `${who ? ` with ${who.displayName}` : ''} in the ${days}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-quality': CallQuality
  }
}
