import { css, html, type TemplateResult } from 'lit'
import { avatar } from './avatar.ts'
import { type CallPlan, MOST_CALLED, type Person } from './call-plan.ts'

const KINDS = [
  { kind: 'person', label: 'One person', question: 'Whom to call' },
  { kind: 'group', label: 'Several', question: 'Whom to call together' },
  { kind: 'meeting', label: 'Meeting', question: 'Whose meeting to join' },
] as const

/** What to call next: one person, several at once, or into somebody's meeting. */
export function planPicker(
  contacts: readonly Person[],
  plan: CallPlan,
  choose: (plan: CallPlan) => void,
): TemplateResult {
  const isSeveral = plan.kind === 'group'
  const isChosen = (person: Person) => plan.people.some(({ id }) => id === person.id)
  const isFull = isSeveral && plan.people.length >= MOST_CALLED

  const toKind = ({ kind, label }: (typeof KINDS)[number]) => html`<label>
    <input
      type="radio"
      name="kind"
      .value=${kind}
      .checked=${kind === plan.kind}
      @change=${() => choose({ kind, people: kind === 'group' ? plan.people : plan.people.slice(0, 1) })}
    />
    <span>${label}</span>
  </label>`
  const toContact = (person: Person) => html`<label>
    <input
      type=${isSeveral ? 'checkbox' : 'radio'}
      name="contact"
      .value=${person.id}
      .checked=${isChosen(person)}
      ?disabled=${isFull && !isChosen(person)}
      @change=${() => choose({ ...plan, people: isSeveral ? toggled(contacts, plan.people, person) : [person] })}
    />
    ${avatar(person.displayName, 'small')}
    <span>${person.displayName}</span>
  </label>`

  return html`<div class="plan">
    <fieldset class="kinds">
      <legend class="hidden">What kind of call</legend>
      ${KINDS.map(toKind)}
    </fieldset>
    <fieldset class="contacts">
      <legend class="hidden">${KINDS.find(({ kind }) => kind === plan.kind)?.question}</legend>
      ${contacts.map(toContact)}
    </fieldset>
  </div>`
}

/** In the order of the contacts. */
function toggled(contacts: readonly Person[], people: readonly Person[], person: Person): readonly Person[] {
  const wasIn = people.includes(person)
  return contacts.filter((contact) => (contact === person ? !wasIn : people.includes(contact)))
}

export const planStyles = css`
  .plan {
    display: grid;
    gap: 12px;
  }

  .kinds {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 2px;
    padding: 2px;
    border-radius: 8px;
    background: var(--page);
  }

  .kinds label {
    position: relative;
    padding: 6px 4px;
    border-radius: 6px;
    color: var(--quiet);
    cursor: pointer;
    font-weight: 600;
    text-align: center;
  }

  .kinds label:has(:checked) {
    background: var(--card);
    box-shadow: 0 1px 2px light-dark(#00000029, #00000080);
    color: var(--text);
  }

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

  .contacts label:has(:disabled) {
    opacity: 0.5;
  }

  .plan label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  .plan input {
    position: absolute;
    inset: 0;
    margin: 0;
    cursor: pointer;
    opacity: 0;
  }
`
