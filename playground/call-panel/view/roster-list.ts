import { html, nothing, type TemplateResult } from 'lit'
import { avatar } from '../../avatar.ts'
import { icons } from '../../icons.ts'
import type { Person } from '../../person.ts'
import type { Calling } from '../calling/calling.ts'
import { hasEnded, isOfType, type KnownCall, type KnownOperation, toPerson } from '../calling/known-calls.ts'
import { absentFrom, type RosterEntry, rosterEntries } from '../calling/roster.ts'
import { personForm } from './person-form.ts'

/** The participants of a group call or meeting with the app's actions, and a form to invite more people. */
export function rosterList(known: KnownCall, calling: Calling, contacts: readonly Person[]): TemplateResult {
  const entries = rosterEntries(known)
  const last = known.operations.findLast((operation) => isOfType(operation, 'inviteParticipantsOperation'))
  const ringing = last && !hasEnded(last) ? inviteesOf(last) : []
  const present = new Set([...entries, ...ringing].map(({ id }) => id))
  const absent = absentFrom(known)
  return html`<section class="card" aria-labelledby="roster">
    <h3 id="roster">In the call <span class="quiet">${entries.filter(({ isInLobby }) => !isInLobby).length}</span></h3>
    <ul class="roster" aria-labelledby="roster" tabindex="-1">
      ${entries.map((entry) => row(entry, calling))}
    </ul>
    ${absent.length > 0 ? html`<p class="quiet">Not in the call: ${absent.join(', ')}</p>` : nothing} ${last ? invitation(last) : nothing}
    ${personForm(
      { label: 'Person to invite', action: 'Invite' },
      contacts.filter(({ id }) => !present.has(id)),
      calling.invite,
    )}
  </section>`
}

function row(entry: RosterEntry, calling: Calling): TemplateResult {
  const { participantId, name, isSelf, isInLobby, isMuted, isSharing } = entry
  const canMute = !isSelf && !isInLobby && !isMuted
  return html`<li>
    ${avatar(name, 'small')}
    <span class="who">
      <span class="name">${name}${isSelf ? html` <span class="quiet">(this app)</span>` : nothing}</span>
      ${isInLobby ? html`<span class="note" data-note="lobby">Waiting in the lobby</span>` : nothing}
      ${isSharing ? html`<span class="note" data-note="sharing">${icons.share} Sharing a screen</span>` : nothing}
      ${isMuted ? html`<span class="note">${icons.muted} Muted</span>` : nothing}
    </span>
    ${canMute ? muteButton(name, () => calling.muteParticipant(participantId)) : nothing}
  </li>`
}

function muteButton(name: string, mute: () => void): TemplateResult {
  return html`<button class="icon" aria-label=${`Mute ${name}`} title="Mute" @click=${mute}>${icons.microphone}</button>`
}

/** The state of the latest invitation. People who have joined are on the roster. */
function invitation(operation: KnownOperation): TemplateResult | typeof nothing {
  const status = hasEnded(operation) ? operation.resultInfo?.message : 'Ringing…'
  const names = inviteesOf(operation).map(({ displayName }) => displayName)
  return status ? html`<p role="status">${names.join(', ')}: ${status}</p>` : nothing
}

function inviteesOf({ participants }: KnownOperation): readonly Person[] {
  return (participants ?? []).map(({ identity }) => toPerson(identity ?? {}))
}
