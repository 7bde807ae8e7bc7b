import { html, type TemplateResult } from 'lit'
import { avatar } from './avatar.ts'
import type { Person } from './communications.ts'

/** Whom to call next. */
export function contactPicker(
  contacts: readonly Person[],
  chosen: Person | undefined,
  choose: (id: string) => void,
): TemplateResult {
  const toOption = ({ id, displayName }: Person) => html`<label>
    <input
      type="radio"
      name="contact"
      .value=${id}
      .checked=${id === chosen?.id}
      @change=${() => choose(id)}
    />
    ${avatar(displayName, 'small')}
    <span>${displayName}</span>
  </label>`
  return html`<fieldset class="contacts">
    <legend class="hidden">Whom to call</legend>
    ${contacts.map(toOption)}
  </fieldset>`
}
