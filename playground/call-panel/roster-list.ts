import { css, html, nothing, type TemplateResult } from 'lit'
import { avatar } from './avatar.ts'
import type { Person } from './call-plan.ts'
import type { Calling } from './calling.ts'
import { icons } from './icons.ts'
import { hasEnded, isOfType, type KnownCall, type KnownOperation, toPerson } from './known-calls.ts'
import { personForm } from './person-form.ts'
import { absentFrom, type RosterEntry, rosterOf } from './roster.ts'

/** Who is in the call of several, with what the app can do about them, and whom it can invite besides. */
export function rosterList(known: KnownCall, calling: Calling, contacts: readonly Person[]): TemplateResult {
  const entries = rosterOf(known)
  const last = known.operations.findLast((operation) => isOfType(operation, 'inviteParticipantsOperation'))
  const rung = last && !hasEnded(last) ? invitedBy(last) : []
  const there = new Set([...entries, ...rung].map(({ id }) => id))
  const absent = absentFrom(known)
  return html`<section class="card" aria-labelledby="roster">
    <h3 id="roster">In the call <span class="quiet">${entries.filter(({ isInLobby }) => !isInLobby).length}</span></h3>
    <ul class="roster" aria-labelledby="roster">
      ${entries.map((entry) => row(entry, calling))}
    </ul>
    ${absent.length > 0 ? html`<p class="quiet">Not in the call: ${absent.join(', ')}</p>` : nothing} ${last ? invitation(last) : nothing}
    ${personForm(
      { question: 'Whom to invite', verb: 'Invite' },
      contacts.filter(({ id }) => !there.has(id)),
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

/** How an invitation stands: who has come is on the roster. */
function invitation(operation: KnownOperation): TemplateResult | typeof nothing {
  const told = hasEnded(operation) ? operation.resultInfo?.message : 'Ringing…'
  const names = invitedBy(operation).map(({ displayName }) => displayName)
  return told ? html`<p role="status">${names.join(', ')}: ${told}</p>` : nothing
}

function invitedBy({ participants }: KnownOperation): readonly Person[] {
  return (participants ?? []).map(({ identity }) => toPerson(identity ?? {}))
}

export const rosterStyles = css`
  .card h3 .quiet {
    font-weight: 400;
  }

  .roster {
    display: grid;
    gap: 4px;
    margin-inline: -6px;
  }

  .roster li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 36px;
    gap: 10px;
    align-items: center;
    min-height: 44px;
    padding: 2px 0 2px 6px;
  }

  .roster .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: center;
    line-height: 18px;
  }

  .roster .name {
    width: 100%;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .roster .name .quiet {
    font-weight: 400;
  }

  .note {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--quiet);
    font-size: 13px;
  }

  .note svg {
    width: 16px;
    height: 16px;
  }

  .note[data-note='lobby'] {
    color: var(--warn);
  }

  .note[data-note='sharing'] {
    color: var(--good);
  }

  .icon {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    padding: 0;
    border: 0;
    border-radius: 8px;
    background: none;
    cursor: pointer;
  }

  .icon:hover {
    background: var(--brand-tint);
  }

  .icon svg {
    width: 20px;
    height: 20px;
  }
`
