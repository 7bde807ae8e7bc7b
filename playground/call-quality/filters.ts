import { css, html, type TemplateResult } from 'lit'

/** How far back calls are listed. */
const SPANS = [
  { days: 1, label: 'Day' },
  { days: 3, label: '3 days' },
  { days: 7, label: 'Week' },
  { days: 14, label: '2 weeks' },
] as const

/** Somebody by whom calls can be filtered. */
export interface Person {
  readonly id: string
  readonly displayName: string
}

export interface Filter {
  readonly days: number
  /** The id of somebody who was in, or nothing. */
  readonly person: string
}

/** Which calls are asked of Graph: how far back, and with whom. */
export function filterBar(
  people: readonly Person[],
  filter: Filter,
  { choose, refresh }: { choose: (filter: Filter) => void; refresh: () => void },
): TemplateResult {
  const sorted = [...people].sort((one, other) => one.displayName.localeCompare(other.displayName, 'en'))
  return html`<div class="filters">
    <fieldset class="segments">
      <legend class="hidden">How far back</legend>
      ${SPANS.map(
        ({ days, label }) => html`<label>
          <input type="radio" name="span" .checked=${days === filter.days} @change=${() => choose({ ...filter, days })} />
          <span>${label}</span>
        </label>`,
      )}
    </fieldset>
    <select aria-label="Who was in" .value=${filter.person} @change=${(event: Event) => choose({ ...filter, person: chosenIn(event) })}>
      <option value="" ?selected=${filter.person === ''}>Everybody</option>
      ${sorted.map(({ id, displayName }) => html`<option value=${id} ?selected=${id === filter.person}>${displayName}</option>`)}
    </select>
    <button class="refresh" @click=${refresh}>Refresh</button>
  </div>`
}

function chosenIn({ target }: Event): string {
  return target instanceof HTMLSelectElement ? target.value : ''
}

export const filterStyles = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .segments {
    display: flex;
    gap: 2px;
    padding: 2px;
    border-radius: 8px;
    background: var(--page);
  }

  .segments label {
    position: relative;
    display: grid;
    align-items: center;
    padding: 4px 12px;
    border-radius: 6px;
    color: var(--quiet);
    cursor: pointer;
    font-weight: 600;
    text-align: center;
    white-space: nowrap;
  }

  .segments label:has(:checked) {
    background: var(--card);
    box-shadow: 0 1px 2px light-dark(#00000029, #00000080);
    color: var(--text);
  }

  .segments label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }

  .filters select,
  .refresh,
  .more {
    min-height: 32px;
    padding: 4px 10px;
    border: 1px solid var(--control-line);
    border-radius: 6px;
    background: var(--card);
  }

  .filters select {
    min-width: 11rem;
  }

  .refresh,
  .more {
    cursor: pointer;
    font-weight: 600;
  }

  .refresh:hover,
  .more:hover {
    background: light-dark(#f0f0f0, #333333);
  }
`
