import { css, html, type TemplateResult } from 'lit'
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

export const contactStyles = css`
  .contacts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
  }

  .contacts label {
    position: relative;
    display: grid;
    gap: 6px;
    justify-items: center;
    padding: 10px 4px 8px;
    border: 1px solid var(--line);
    border-radius: 8px;
    cursor: pointer;
    font-size: 13px;
    line-height: 18px;
    text-align: center;
  }

  .contacts label:hover {
    border-color: var(--control-line);
  }

  .contacts label:has(:checked) {
    border-color: var(--brand);
    background: var(--brand-tint);
    box-shadow: inset 0 0 0 1px var(--brand);
  }

  .contacts label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .contacts input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }
`
