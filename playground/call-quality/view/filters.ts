import { html, type TemplateResult } from 'lit'
import { selectedValue } from '../../../src/adapters/panel/selected-value.ts'
import type { Person } from '../../person.ts'

const PERIODS = [
  { days: 1, label: 'Day' },
  { days: 3, label: '3 days' },
  { days: 7, label: 'Week' },
  { days: 14, label: '2 weeks' },
] as const

export interface Filter {
  readonly days: number
  /** The id of a participant; empty for all. */
  readonly participantId: string
}

/** The filter for Graph's list: the period and a participant. */
export function filterBar(
  people: readonly Person[],
  filter: Filter,
  { choose, refresh }: { choose: (filter: Filter) => void; refresh: () => void },
): TemplateResult {
  const sorted = [...people].sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'))
  return html`<div class="filters">
    <fieldset class="segments">
      <legend class="hidden">Period</legend>
      ${PERIODS.map(
        ({ days, label }) => html`<label>
          <input type="radio" name="period" .checked=${days === filter.days} @change=${() => choose({ ...filter, days })} />
          <span>${label}</span>
        </label>`,
      )}
    </fieldset>
    <select aria-label="Participant" .value=${filter.participantId} @change=${(event: Event) => choose({ ...filter, participantId: selectedValue(event) })}>
      <option value="" ?selected=${filter.participantId === ''}>All participants</option>
      ${sorted.map(({ id, displayName }) => html`<option value=${id} ?selected=${id === filter.participantId}>${displayName}</option>`)}
    </select>
    <button class="refresh" @click=${refresh}>Refresh</button>
  </div>`
}
