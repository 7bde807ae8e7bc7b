import { html, LitElement, nothing } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { tokens } from '../../src/adapters/panel/tokens.ts'
import { DAY_MS } from '../../src/engine/time/units.ts'
import { avatarStyles } from '../avatar.ts'
import { pause } from '../pause.ts'
import type { Person } from '../person.ts'
import { toDays } from './records/days.ts'
import { createRecordLoader, type LoaderState, type RecordLoader } from './records/record-loader.ts'
import { callDetailsStyles } from './view/call-details-styles.ts'
import { callTable } from './view/call-table.ts'
import { callTableStyles } from './view/call-table-styles.ts'
import { chartStyles } from './view/chart-styles.ts'
import { connectionColours } from './view/connection-colours.ts'
import { daysChart } from './view/days-chart.ts'
import { filterStyles } from './view/filter-styles.ts'
import { type Filter, filterBar } from './view/filters.ts'
import { loadingStatus, nextPageNotice } from './view/loading-status.ts'
import { qualityStyles } from './view/quality-styles.ts'
import { streamsChart } from './view/streams-chart.ts'
import { type VerdictChoice, verdictFilter } from './view/verdict-filter.ts'
import { verdictFilterStyles } from './view/verdict-filter-styles.ts'

/** How many rows are shown at first, and added at a time. */
const PAGE_SIZE = 20
/** Horizontal padding of a chart's card, and the gap between cards. */
const CARD_PADDING = 34
const GAP = 12
/** Charts stand below each other when they would be narrower. */
const MIN_CHART_WIDTH = 300

/**
 * An app for call quality: lists the tenant's call records, charts them, and shows why a call was poor.
 *
 * It only sends requests to https://graph.microsoft.com.
 */
export class CallQuality extends LitElement {
  static override properties = {
    people: { attribute: false },
    timeZone: { attribute: 'time-zone' },
    filter: { state: true },
    verdict: { state: true },
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

  /** The participants to filter by. */
  declare people: readonly Person[]
  /** The time zone for days and times. Default: the user's. */
  declare timeZone: string | undefined
  /** Called before each request. */
  declare getToken: () => string | Promise<string>
  /** The current time: the period ends there. */
  declare now: () => number

  declare private filter: Filter
  declare private verdict: VerdictChoice
  declare private chosen: string
  declare private rows: number
  declare private width: number
  readonly #loader: RecordLoader
  #period = { since: 0, until: 0 }
  /** Deferred to the next frame: charts drawn for a new width change the height, and observers must not cause a loop. */
  readonly #resizeObserver = new ResizeObserver(() => {
    requestAnimationFrame(() => {
      this.width = this.clientWidth
    })
  })

  constructor() {
    super()
    this.people = []
    this.getToken = () => 'app-token'
    this.now = Date.now
    this.filter = { days: 7, participantId: '' }
    this.verdict = 'all'
    this.chosen = ''
    this.rows = PAGE_SIZE
    this.width = 0
    this.#loader = createRecordLoader({
      getToken: () => this.getToken(),
      pause,
      onChange: () => this.requestUpdate(),
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#resizeObserver.observe(this)
    void this.refresh()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resizeObserver.disconnect()
    this.#loader.cancel()
  }

  /** Loads the records again, up to now. */
  refresh(): Promise<void> {
    const until = this.now()
    this.#period = { since: until - this.filter.days * DAY_MS, until }
    return this.#loader.load({ since: this.#period.since, participantId: this.filter.participantId || undefined })
  }

  protected override render() {
    const state = this.#loader.state()
    const { calls, isLoading } = state
    return html`
      <section class="quality" aria-label="Call quality" aria-busy=${isLoading}>
        <div class="head">
          <div class="title">
            <h2>Call quality</h2>
            ${loadingStatus(state)}
          </div>
          ${filterBar(this.people, this.filter, { choose: (filter) => this.#choose(filter), refresh: () => void this.refresh() })}
        </div>
        <div role="alert">${state.problem ? html`<p class="problem">${state.problem}</p>` : nothing}</div>
        ${nextPageNotice(state, () => void this.#loader.loadMore())}
        ${verdictFilter(calls, this.verdict, (verdict) => {
          this.verdict = verdict
          this.rows = PAGE_SIZE
        })}
        ${calls.length > 0 || isLoading ? this.#charts(state) : nothing} ${this.#list(state)}
      </section>
    `
  }

  #choose(filter: Filter): void {
    this.filter = filter
    this.rows = PAGE_SIZE
    this.#loader.clear()
    void this.refresh()
  }

  /** `guard` skips drawing when nothing has changed. */
  #charts({ calls }: LoaderState) {
    const half = (this.width - GAP) / 2 - CARD_PADDING
    const isNarrow = half < MIN_CHART_WIDTH
    const width = Math.max(200, Math.floor(isNarrow ? this.width - CARD_PADDING : half))
    return html`<div class="charts" data-narrow=${isNarrow}>
      ${guard([calls, width], () => daysChart(toDays(calls, this.#period, this.timeZone), width))}
      ${guard([calls, width], () =>
        streamsChart(
          calls.flatMap(({ streams }) => streams),
          width,
        ),
      )}
    </div>`
  }

  #list({ calls, isLoading, problem }: LoaderState) {
    const listed = calls.filter(({ verdict }) => this.verdict === 'all' || verdict === this.verdict).reverse()
    if (listed.length === 0) {
      if (isLoading || problem) return nothing
      return html`<p class="empty quiet">No matching calls${this.#describeFilter()}.</p>`
    }
    const hidden = listed.length - this.rows
    return html`<div class="list">
      ${callTable({
        calls: listed.slice(0, this.rows),
        chosen: this.chosen,
        choose: (id) => {
          this.chosen = id
        },
        timeZone: this.timeZone,
      })}
      ${hidden > 0 ? this.#showMore(Math.min(hidden, PAGE_SIZE), listed.length) : nothing}
    </div>`
  }

  #showMore(count: number, total: number) {
    const show = () => {
      this.rows += PAGE_SIZE
    }
    return html`<p class="foot">
      <button class="more" @click=${show}>Show ${count} more</button>
      <span class="quiet">${this.rows} of ${total} shown</span>
    </p>`
  }

  #describeFilter(): string {
    const participant = this.people.find(({ id }) => id === this.filter.participantId)
    const days = this.filter.days === 1 ? 'last day' : `last ${this.filter.days} days`
    return `${participant ? ` with ${participant.displayName}` : ''} in the ${days}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'call-quality': CallQuality
  }
}
