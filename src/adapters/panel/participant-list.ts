import { html, nothing, type TemplateResult } from 'lit'
import { identityName } from '../../directory/identity-set.ts'
import type { CallRow, Step } from '../../index.ts'

type Participant = CallRow['participants'][number]
/** Renders a button that performs a step. `name` is its accessible name. */
type StepButton = (label: string, step: Step, name: string) => TemplateResult

/** The steps that a participant can take, or that others can take on them. */
const STEPS = [
  { label: 'Answer', kind: 'answer' },
  { label: 'Decline', kind: 'decline' },
  { label: 'Admit', kind: 'admit' },
  { label: 'Deny', kind: 'deny' },
  { label: 'Mute', kind: 'mute' },
  { label: 'Unmute', kind: 'unmute' },
  { label: 'Share screen', kind: 'share' },
  { label: 'Stop sharing', kind: 'stopSharing' },
  { label: 'Leave', kind: 'leave' },
  { label: 'Remove', kind: 'remove' },
  { label: 'Rejoin', kind: 'join' },
] as const

/** Participants of a call, each with the steps that are possible now. */
export function participantList(
  participants: readonly Participant[],
  can: (step: Step) => boolean,
  button: StepButton,
): TemplateResult | typeof nothing {
  if (participants.length === 0) return nothing
  const row = (participant: Participant) => {
    const name = participantName(participant)
    const steps = STEPS.map(({ label, kind }) => ({ label, step: { do: kind, who: participant.id } as const }))
    return html`<li>
      <span class="who">
        <span class="name">${name}</span>
        <span class="quiet">${statusOf(participant)}</span>
      </span>
      <span class="row" role="group" aria-label=${name}>
        ${steps.filter(({ step }) => can(step)).map(({ label, step }) => button(label, step, `${label} ${name}`))}
      </span>
    </li>`
  }
  return html`<ul class="participants" aria-label="Participants">
    ${participants.map(row)}
  </ul>`
}

export function participantName({ identity }: Pick<Participant, 'identity'>): string {
  return identityName(identity) ?? 'Unknown'
}

const STATUSES: Readonly<Record<Participant['participation'], string>> = {
  calling: 'Joining',
  invited: 'Ringing',
  lobby: 'Waiting in the lobby',
  in: 'In the call',
  left: 'Not in the call',
}

/** `Your app · In the call · Muted` */
function statusOf({ participation, self, isMuted, screenSharingRole }: Participant): string {
  // People who are in a meeting before the app count as calling until the app has joined.
  const status = participation === 'calling' && !self ? 'Already in the call' : STATUSES[participation]
  const isIn = participation === 'in'
  const isSharing = isIn && screenSharingRole === 'sharer'
  return [self && 'Your app', status, isIn && isMuted && 'Muted', isSharing && 'Sharing a screen']
    .filter(Boolean)
    .join(' · ')
}
