import { css, html, nothing, type TemplateResult } from 'lit'
import type { Person } from './call-plan.ts'

/** One line to choose somebody and do something with them. Nothing, where nobody is left to choose. */
export function personForm(
  { question, verb }: { readonly question: string; readonly verb: string },
  people: readonly Person[],
  take: (person: Person) => void,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    const id = form instanceof HTMLFormElement ? new FormData(form).get('person') : null
    const person = people.find((one) => one.id === id)
    if (person) take(person)
  }
  return html`<form class="person-form" @submit=${submit}>
    <select name="person" aria-label=${question}>
      ${people.map(({ id, displayName }) => html`<option .value=${id}>${displayName}</option>`)}
    </select>
    <button class="small">${verb}</button>
  </form>`
}

export const personFormStyles = css`
  .person-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
  }

  .person-form select,
  .small {
    min-height: 36px;
    border: 1px solid var(--control-line);
    border-radius: 8px;
    background: var(--card);
  }

  .person-form select {
    min-width: 0;
    padding-inline: 8px;
  }

  .small {
    padding: 0 14px;
    cursor: pointer;
    font-weight: 600;
  }

  .small:hover {
    border-color: var(--text);
  }
`
