import { html, type TemplateResult } from 'lit'
import { avatar } from '../../avatar.ts'
import type { Person } from '../../person.ts'
import { CALLEE_LIMIT, type CallPlan } from '../calling/call-plan.ts'

const KINDS = [
  { kind: 'person', label: 'One person', contactsLabel: 'Person to call' },
  { kind: 'group', label: 'Group', contactsLabel: 'People to call' },
  { kind: 'meeting', label: 'Meeting', contactsLabel: 'Organizer of the meeting' },
] as const

/** Chooses the next call: to one person, to a group, or into a meeting. */
export function planPicker(
  contacts: readonly Person[],
  plan: CallPlan,
  choose: (plan: CallPlan) => void,
): TemplateResult {
  const isGroup = plan.kind === 'group'
  const isChosen = (person: Person) => plan.people.some(({ id }) => id === person.id)
  const isFull = isGroup && plan.people.length >= CALLEE_LIMIT

  const kindOption = ({ kind, label }: (typeof KINDS)[number]) => html`<label>
    <input
      type="radio"
      name="kind"
      .value=${kind}
      .checked=${kind === plan.kind}
      @change=${() => choose({ kind, people: kind === 'group' ? plan.people : plan.people.slice(0, 1) })}
    />
    <span>${label}</span>
  </label>`
  const contactOption = (person: Person) => html`<label>
    <input
      type=${isGroup ? 'checkbox' : 'radio'}
      name="contact"
      .value=${person.id}
      .checked=${isChosen(person)}
      ?disabled=${isFull && !isChosen(person)}
      @change=${() => choose({ ...plan, people: isGroup ? toggled(contacts, plan.people, person) : [person] })}
    />
    ${avatar(person.displayName, 'small')}
    <span>${person.displayName}</span>
  </label>`

  return html`<div class="plan">
    <fieldset class="kinds">
      <legend class="hidden">Type of call</legend>
      ${KINDS.map(kindOption)}
    </fieldset>
    <fieldset class="contacts">
      <legend class="hidden">${KINDS.find(({ kind }) => kind === plan.kind)?.contactsLabel}</legend>
      ${contacts.map(contactOption)}
    </fieldset>
  </div>`
}

/** Adds or removes a person, in the order of the contacts. */
function toggled(contacts: readonly Person[], people: readonly Person[], person: Person): readonly Person[] {
  const wasChosen = people.includes(person)
  return contacts.filter((contact) => (contact === person ? !wasChosen : people.includes(contact)))
}
