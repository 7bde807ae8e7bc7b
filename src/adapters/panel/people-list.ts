import { css, html, nothing, type TemplateResult } from 'lit'
import { identityName } from '../../directory/identity-set.ts'
import type { CallRow, Step } from '../../index.ts'

type Participant = CallRow['participants'][number]
/** A button that takes a step. `label` is what is read on it, `name` what it is called. */
type StepButton = (label: string, step: Step, name: string) => TemplateResult

/** What somebody in a call can do, or others can do to them. */
const DEEDS = [
  { label: 'Answer', deed: 'answer' },
  { label: 'Decline', deed: 'decline' },
  { label: 'Admit', deed: 'admit' },
  { label: 'Deny', deed: 'deny' },
  { label: 'Mute', deed: 'mute' },
  { label: 'Unmute', deed: 'unmute' },
  { label: 'Share', deed: 'share' },
  { label: 'Stop sharing', deed: 'stopSharing' },
  { label: 'Leave', deed: 'leave' },
  { label: 'Remove', deed: 'remove' },
  { label: 'Come back', deed: 'join' },
] as const

/** The people of a call of several, or those to whom a call is handed: each with what is possible now. */
export function peopleList(
  people: readonly Participant[],
  can: (step: Step) => boolean,
  button: StepButton,
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing
  const row = (person: Participant) => {
    const name = participantName(person)
    const steps = DEEDS.map(({ label, deed }) => ({ label, step: { do: deed, who: person.id } as const }))
    return html`<li>
      <span class="person">
        <span class="name">${name}</span>
        ${person.self ? html`<span class="quiet">(the app)</span>` : nothing}
        <span class="quiet">${wordsFor(person)}</span>
      </span>
      <span class="row" role="group" aria-label=${name}>
        ${steps.filter(({ step }) => can(step)).map(({ label, step }) => button(label, step, `${label} ${name}`))}
      </span>
    </li>`
  }
  return html`<ul class="people" aria-label="People">
    ${people.map(row)}
  </ul>`
}

export function participantName({ identity }: Pick<Participant, 'identity'>): string {
  return identityName(identity) ?? 'Unknown'
}

const PRESENCES: Readonly<Record<Participant['participation'], string>> = {
  calling: 'is coming in',
  invited: 'is rung',
  lobby: 'waits in the lobby',
  in: 'is in',
  left: 'is not there',
}

function wordsFor({ participation, self, isMuted, screenSharingRole }: Participant): string {
  // Who calls into a meeting is heard of when the app itself is in.
  if (participation === 'calling' && !self) return 'is there already'
  const more = [isMuted && 'muted', screenSharingRole === 'sharer' && 'shares a screen']
  return participation === 'in' ? [PRESENCES.in, ...more].filter(Boolean).join(', ') : PRESENCES[participation]
}

export const peopleStyles = css`
  .people {
    container-type: inline-size;
    border: 1px solid var(--line);
    border-radius: 8px;
  }

  .people li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
    min-height: 45px;
    padding: 6px 6px 6px 12px;
  }

  .people li + li {
    border-top: 1px solid var(--line);
  }

  .people .row {
    justify-content: end;
  }

  .person {
    display: flex;
    flex-wrap: wrap;
    column-gap: 6px;
  }

  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  @container (width < 34rem) {
    .people li {
      grid-template-columns: minmax(0, 1fr);
      padding-block: 8px;
    }

    .people .row {
      justify-content: start;
    }
  }
`
