import { html, nothing, type TemplateResult } from 'lit'
import type { Person } from '../../person.ts'

/** A row to choose a person for an action. Empty if there is no person to choose. */
export function personForm(
  { label, action }: { readonly label: string; readonly action: string },
  people: readonly Person[],
  submitPerson: (person: Person) => void,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    const id = form instanceof HTMLFormElement ? new FormData(form).get('person') : null
    const person = people.find((one) => one.id === id)
    if (person) submitPerson(person)
  }
  return html`<form class="person-form" @submit=${submit}>
    <select name="person" aria-label=${label}>
      ${people.map(({ id, displayName }) => html`<option .value=${id}>${displayName}</option>`)}
    </select>
    <button class="small">${action}</button>
  </form>`
}
