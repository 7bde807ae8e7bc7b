import type { ResultInfo } from '../../calls/result-info.ts'
import type { Step } from '../../calls/steps.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import type { CapturedCall, Sighting, SightingOf } from './captured-call.ts'
import { answered } from './exchange.ts'
import { somebodyIn } from './identity.ts'
import { objectIn, objectsIn, textIn } from './json.ts'
import { type Leg, SWITCHES, toLeg, toStep } from './leg.ts'
import { type Cause, type Note, resultIn, type SightedStep } from './sighted-step.ts'

/** Somebody who is being rung, and why. */
interface Rung {
  readonly after?: Cause
  /** Of the invitation. */
  readonly operationId?: string
}

interface Watch {
  readonly call: CapturedCall
  readonly note: Note
  readonly steps: SightedStep[]
  readonly legs: Map<string, Leg>
  /** Who was in before, by who it was: whoever comes back is as before. */
  readonly gone: Map<string, Leg>
  /** By who it is. */
  readonly rung: Map<string, Rung>
  /** Who is there with the app, and comes onto the roster without a step. */
  readonly present: Set<string>
  /** What the app had done to whom: `mute 1234`. No step does it again. */
  readonly byApp: Set<string>
  /** Whether people come and go in it. */
  readonly isGroup: boolean
  rosters: number
}

/**
 * Who came and went, was muted, showed video or a screen, by the others' doing.
 * @returns the steps, and who was in an incoming group call besides its caller.
 */
export function rosterOf(
  call: CapturedCall,
  note: Note,
): { readonly steps: readonly SightedStep[]; readonly others: readonly string[] } {
  const watch: Watch = {
    call,
    note,
    steps: [],
    legs: new Map(),
    gone: new Map(),
    ...whoIsCalled(call),
    byApp: new Set(),
    isGroup: call.kind !== 'peerToPeer',
    rosters: 0,
  }
  const caller = somebodyIn(objectIn(objectIn(call.given.source).identity)).who
  let others: readonly string[] = []
  for (const sighting of call.sightings) {
    if (sighting.type === 'action') heed(watch, sighting)
    if (sighting.type === 'operation') endInvitation(watch, sighting)
    if (sighting.type !== 'roster') continue
    if (call.direction === 'incoming' && watch.rosters === 0) {
      others = watch.isGroup ? foundHere(watch, sighting).filter((who) => who !== caller) : []
    }
    if (call.kind === 'meeting' && watch.rosters === 0 && watch.present.size === 0) {
      // Whose meeting it is was not said: here it is whoever was there first.
      for (const who of foundHere(watch, sighting).slice(0, 1)) watch.present.add(who)
    }
    compare(watch, sighting)
  }
  return { steps: watch.steps, others }
}

function whoIsCalled({ direction, kind, given }: CapturedCall): Pick<Watch, 'rung' | 'present'> {
  const targets = objectsIn(given.targets).map(({ identity }) => somebodyIn(objectIn(identity)).who)
  const present = new Set(kind === 'group' || direction === 'incoming' ? [] : targets)
  if (direction === 'incoming') present.add(somebodyIn(objectIn(objectIn(given.source).identity)).who)
  const organizer = organizerOf(given)
  if (kind === 'meeting' && organizer) present.add(organizer)
  const rung = kind === 'group' && direction === 'outgoing' ? targets : []
  return { present, rung: new Map(rung.map((who) => [who, {}])) }
}

/** Whose meeting it is, if the app said so. */
export function organizerOf({ meetingInfo }: JsonObject): string {
  return somebodyIn(objectIn(objectIn(meetingInfo).organizer)).who
}

/** Everybody but the app who is in a call when the app hears of it first: in an incoming call they were there before. */
function foundHere({ call, present }: Watch, { participants }: SightingOf<'roster'>): readonly string[] {
  const found = participants.flatMap((participant) => {
    const leg = toLeg(participant, call)
    return leg.isSelf || leg.isInLobby || !leg.canCome ? [] : [leg.who]
  })
  if (call.direction === 'incoming') for (const who of found) present.add(who)
  return found
}

/** What the app does itself: nobody else did it. */
function heed(watch: Watch, { name, at, participantId, exchange }: SightingOf<'action'>): void {
  const { call, byApp, legs, rung } = watch
  const sent = objectIn(exchange.sent)
  if (name === 'participants/invite') {
    const after = { when: 'invited', at } as const
    const operationId = textIn(answered(exchange).id)
    for (const { identity } of objectsIn(sent.participants)) {
      rung.set(somebodyIn(objectIn(identity)).who, { after, operationId })
    }
  }
  if (name === 'participants/delete') byApp.add(`leave ${participantId}`)
  if (name === 'participants/mute') byApp.add(`mute ${participantId}`)
  if (name === 'participants/muteall') {
    const wanted = Array.isArray(sent.participants) ? sent.participants.map((id) => textIn(id).toLowerCase()) : []
    for (const id of wanted.length > 0 ? wanted : legs.keys()) byApp.add(`mute ${id}`)
  }
  if (name === 'mute' || name === 'unmute') byApp.add(`${name} ${call.myParticipantId}`)
}

function compare(watch: Watch, { at, exchange, participants, isNotice }: SightingOf<'roster'>): void {
  const { call, legs, gone } = watch
  const isDelta = isNotice && watch.rosters > 0 && wantsDeltas(call)
  watch.rosters += 1
  const changes = new Map<Step['do'], Change[]>()
  const add = (what: Step['do'], leg: Leg, after?: Cause) => {
    if (watch.byApp.delete(`${what} ${leg.id}`)) return
    changes.set(what, [...(changes.get(what) ?? []), { leg, ...(after && { after }) }])
  }
  const leave = ({ id }: Leg, how: 'leave' | 'remove') => {
    const before = legs.get(id)
    if (!before) return
    legs.delete(id)
    gone.set(before.who, before)
    add(before.isInLobby ? 'deny' : how, before)
  }
  const listed = new Set<string>()
  for (const participant of participants) {
    const leg = toLeg(participant, call)
    const { removedState } = participant
    if (isJsonObject(removedState)) {
      leave(leg, removedState.reason === 'removed' ? 'remove' : 'leave')
      continue
    }
    listed.add(leg.id)
    const before = legs.get(leg.id) ?? arrive(watch, leg, exchange, add)
    if (leg.isInLobby) {
      // What is on for them shows once they are in.
      const { isMuted, hasVideo, shares } = before
      legs.set(leg.id, { ...leg, isMuted, hasVideo, shares })
      continue
    }
    if (before.isInLobby) add('admit', leg)
    for (const [on, off, isOn] of SWITCHES) {
      if (!isOn(before) && isOn(leg)) add(on, leg)
      if (isOn(before) && !isOn(leg)) add(off, leg)
    }
    legs.set(leg.id, leg)
  }
  for (const leg of isDelta ? [] : [...legs.values()]) {
    if (!listed.has(leg.id) && !leg.isSelf) leave(leg, 'leave')
  }
  watch.steps.push(...toSteps(watch, changes, at))
}

interface Change {
  readonly leg: Leg
  readonly after?: Cause
}

/** Somebody comes onto the roster. @returns what is taken for granted of them. */
function arrive(
  { call, isGroup, present, rung, gone, note }: Watch,
  leg: Leg,
  exchange: Sighting['exchange'],
  add: (what: Step['do'], leg: Leg, after?: Cause) => void,
): Leg {
  const requested = Array.isArray(call.given.requestedModalities) ? call.given.requestedModalities : []
  const { isMuted = false, hasVideo = requested.includes('video') } = gone.get(leg.who) ?? {}
  const fresh = { ...leg, isMuted, hasVideo, shares: false }
  if (leg.isSelf || !isGroup || present.delete(leg.who)) return fresh
  const invitation = rung.get(leg.who)
  if (invitation) {
    rung.delete(leg.who)
    add('answer', leg, invitation.after)
  } else if (leg.canCome) add(leg.isInLobby ? 'lobby' : 'join', leg)
  else {
    note(exchange, `'${leg.who}' came in, who is neither a user nor a phone: a scenario can bring in no one else`)
    return leg
  }
  return fresh
}

/** Changes of one roster: what everybody does of whom it can be said is one step, as one roster tells it. */
function toSteps(watch: Watch, changes: ReadonlyMap<Step['do'], readonly Change[]>, at: number): SightedStep[] {
  return [...changes].flatMap(([what, all]): SightedStep[] => {
    const inGroup = watch.isGroup ? all : all.filter(() => !OF_GROUPS.includes(what))
    const isEverybody = inGroup.length > 1 && areAll(watch, what)
    const named = isEverybody ? inGroup.slice(0, 1) : inGroup
    return named.flatMap(({ leg, after }) => {
      const step = toStep(what, isEverybody ? undefined : leg.who)
      return step ? [{ at, step, ...(after && { after }) }] : []
    })
  })
}

const OF_GROUPS: readonly Step['do'][] = ['leave', 'remove', 'mute', 'unmute', 'deny', 'admit']

/** Whether nobody is left who could have done the same. */
function areAll({ rung, legs }: Watch, what: Step['do']): boolean {
  const others = [...legs.values()].filter(({ isSelf }) => !isSelf)
  if (what === 'answer') return rung.size === 0
  if (what === 'leave') return others.length === 0
  if (what === 'mute') return others.every(({ isMuted }) => isMuted)
  if (what === 'unmute') return others.every(({ isMuted }) => !isMuted)
  if (what === 'admit') return others.every(({ isInLobby }) => !isInLobby)
  return false
}

/** An invitation is over when all have decided: who has not come by then has declined. */
function endInvitation(watch: Watch, { at, what }: SightingOf<'operation'>): void {
  const { rung, steps } = watch
  const status = textIn(what.status).toLowerCase()
  if (status !== 'completed' && status !== 'failed') return
  const invited = [...rung].filter(([, { operationId }]) => operationId !== undefined && operationId === what.id)
  const result = status === 'failed' ? resultIn(objectIn(what.resultInfo)) : undefined
  for (const [who, { after }] of invited) {
    rung.delete(who)
    steps.push({ at, step: declined(who, result), ...(after && { after }) })
  }
}

function declined(who: string, result: ResultInfo | undefined): Step {
  return { do: 'decline', who, ...(result && { with: result }) }
}

function wantsDeltas({ given, sightings }: CapturedCall): boolean {
  const asked = sightings.flatMap((one) =>
    one.type === 'action' && one.name === 'answer' ? [objectIn(one.exchange.sent)] : [],
  )
  return [given, ...asked].some(({ callOptions }) => objectIn(callOptions).isDeltaRosterEnabled === true)
}
