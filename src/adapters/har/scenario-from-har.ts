import type { IncomingStep } from '../../calls/steps.ts'
import type { Directory, DirectoryIdentity } from '../../directory/directory.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'
import { defineScenario, type Scenario } from '../../scenarios/language/scenario.ts'
import { type CapturedCall, callsIn } from './captured-call.ts'
import { answered, type Exchange, readCapture } from './exchange.ts'
import { type HarFile, readHarFile } from './har-file.ts'
import { somebodyIn } from './identity.ts'
import { objectIn, objectsIn, textIn } from './json.ts'
import { lifeOf } from './life.ts'
import { mediaOf } from './media.ts'
import { isRefusal, outagesIn } from './outages.ts'
import { organizerOf, rosterOf } from './roster.ts'
import type { Note, SightedStep } from './sighted-step.ts'
import { inTime, untilEnd } from './timing.ts'
import { tonesOf } from './tones.ts'

/** What a capture comes to: but for `notes`, options of `createEmulator`. */
export interface HarScenarios {
  /**
   * One for each call that begins in the capture. One for an outgoing call is played once, for the next call to the same
   * person; one for an incoming call begins by itself, as long after the emulator as the call came after the beginning of
   * the capture.
   */
  readonly scenarios: readonly Scenario[]
  /** Requests that failed, and before which none of their kind had succeeded; scenarios switch the others on. */
  readonly faults: readonly FaultRule[]
  /** The users who are in the calls; left out when there are none. */
  readonly directory?: Pick<Directory, 'users'>
  /** Where incoming calls were announced; left out when there were none. */
  readonly callbackUri?: string
  /** What could not be mapped: the entry's number in the HAR (from 0), its method and path, and why. */
  readonly notes: readonly string[]
}

/**
 * Turns a captured session into scenarios in which the other side does the same again, as far as can be seen from
 * outside: calls of Graph's communications API (any cloud, `$batch` included), and the notifications that the app
 * received, if the capture was made where they arrive. What the app itself did is left to the app.
 *
 * A HAR holds tokens. No header, cookie, query, access token or meeting token is kept in the result; names, phone numbers
 * and ids of people are, and so are the messages of errors.
 *
 * @param har A HAR 1.2 file, as an object or as JSON text, with the bodies of requests and answers.
 * @throws TypeError that names what is missing or wrong in the HAR, and what would be right.
 * @example
 * const { notes, ...session } = scenarioFromHar(await readFile('session.har', 'utf8'))
 * const emulator = createEmulator({ clock: 'manual', ...session })
 */
export function scenarioFromHar(har: HarFile | string): HarScenarios {
  const read = readHarFile(har)
  const { begunAt, exchanges } = readCapture(read)
  const notes = new Map([...read.unread].map(([index, why]) => [`entry ${index}: it is left out: ${why}`, index]))
  const note: Note = ({ index, method, path }, why) => {
    notes.set(`entry ${index}: ${method} ${path}: ${why}`, index)
  }
  const { calls, strays } = callsIn(exchanges)
  const { faults, steps } = outagesIn(exchanges, calls, note)
  const replaced = replacedCalls(calls)
  const scenarios = calls.map((call, index) =>
    defineScenario(toScenario(call, { index, begunAt, replaced, outages: steps.get(call.id) ?? [], note })),
  )
  for (const stray of strays) note(stray, 'it is about a call whose beginning is not in the capture, or lacks its body')
  for (const exchange of exchanges) noteIfForeign(exchange, calls, note)
  const users = usersIn(calls)
  const announced = calls.find(({ direction }) => direction === 'incoming')
  return {
    scenarios,
    faults,
    ...(users.length > 0 && { directory: { users } }),
    ...(announced && { callbackUri: announced.exchange.url }),
    notes: [...notes].sort(([, one], [, other]) => one - other).map(([text]) => text),
  }
}

interface Circumstances {
  readonly index: number
  readonly begunAt: number
  readonly replaced: ReadonlySet<string>
  readonly outages: readonly SightedStep[]
  readonly note: Note
}

function toScenario(call: CapturedCall, { index, begunAt, replaced, outages, note }: Circumstances): Scenario {
  const { direction, kind, given, createdAt, exchange } = call
  const roster = rosterOf(call, note)
  const { steps: life, upAt } = lifeOf(call, replaced, note)
  const tones = tonesOf(call, note)
  const { steps, late } = untilEnd([...life, ...roster.steps, ...tones, ...mediaOf(call, tones, note), ...outages])
  if (late.length > 0) {
    const seen = [...new Set(late.map(({ step }) => step.do))].join(', ')
    note(exchange, `what was seen of call ${call.id} after its end is left out: ${seen}`)
  }
  const name = `${direction} call ${index + 1} of a capture (entry ${exchange.index})`
  if (direction === 'incoming') {
    const announced = { at: createdAt, step: announcement(call, roster.others, note) }
    return { name, trigger: 'start', steps: inTime([announced, ...afterAnswer(steps, upAt)], begunAt) }
  }
  const [target] = objectsIn(given.targets)
  const who = target ? somebodyIn(objectIn(target.identity)).who : organizerOf(given)
  return { name, match: { direction, kind, ...(who && { who }) }, times: 1, steps: inTime(steps, createdAt) }
}

/** The first step after the app's answer waits for it. */
function afterAnswer(steps: readonly SightedStep[], upAt: number | undefined): readonly SightedStep[] {
  if (upAt === undefined) return steps
  const first = steps.filter(({ at }) => at >= upAt).sort((one, other) => one.at - other.at)[0]
  return steps.map((one) => (one === first && !one.after ? { ...one, after: { when: 'established', at: upAt } } : one))
}

function announcement({ kind, given, exchange }: CapturedCall, others: readonly string[], note: Note): IncomingStep {
  const caller = somebodyIn(objectIn(objectIn(given.source).identity))
  if (!caller.canCome)
    note(exchange, `the caller '${caller.who}' is neither a user nor a phone: here somebody else calls`)
  const modalities = Array.isArray(given.requestedModalities) ? given.requestedModalities.map(textIn) : []
  if (modalities.some((modality) => modality !== 'audio')) {
    note(exchange, `it was a call with ${modalities.join(', ')}; a scenario's calls come in with audio`)
  }
  if (objectIn(given.incomingContext).observedParticipantId || given.applicationMetadata) {
    note(exchange, 'it was announced for policy-based recording, which only emulator.incomingCall can do')
  }
  return {
    do: 'incoming',
    ...(caller.canCome && { from: caller.who }),
    ...(kind === 'group' && { others }),
    ...(textIn(given.subject) !== '' && { subject: textIn(given.subject) }),
  }
}

/** Calls whose place others took when the app had one transferred or somebody invited: that ended them. */
function replacedCalls(calls: readonly CapturedCall[]): ReadonlySet<string> {
  const bodies = calls.flatMap(({ sightings }) =>
    sightings.flatMap((one) => (one.type === 'action' ? [objectIn(one.exchange.sent)] : [])),
  )
  const people = bodies.flatMap(({ transferTarget, participants }) => [
    objectIn(transferTarget),
    ...objectsIn(participants),
  ])
  return new Set(people.map(({ replacesCallId }) => textIn(replacesCallId).toLowerCase()).filter(Boolean))
}

function noteIfForeign(exchange: Exchange, calls: readonly CapturedCall[], note: Note): void {
  const { segments, status, method, answer } = exchange
  if (!segments) return
  const [root = '', collection = '', id = ''] = segments.map((segment) => segment.toLowerCase())
  const isOfCalls = root === 'communications' && collection === 'calls'
  if (isRefusal(exchange)) {
    // What has ended is not found.
    if (status === 404 && calls.some((call) => call.id === id)) return
    note(exchange, `answered ${status}: the emulator judges such a request by itself; a rule of faults could refuse it`)
  } else if (isOfCalls && method === 'POST' && id === '' && status < 300 && !textIn(answered(exchange).id)) {
    const why =
      answer === undefined ? 'the body of its answer is not in the HAR, or is no JSON' : "its answer has no 'id'"
    note(exchange, `${why}, so what became of the call cannot be told`)
  } else if (root === 'communications' && collection === 'callrecords') {
    note(exchange, 'call records are not taken over: the emulator writes those of the calls that are played')
  } else if (root === 'communications' && !isOfCalls) {
    note(exchange, 'it is about no call')
  }
}

/** Everybody of the calls who is a user, in the order in which they appear. */
function usersIn(calls: readonly CapturedCall[]): readonly DirectoryIdentity[] {
  const users = new Map<string, DirectoryIdentity>()
  const meet = (identity: JsonObject) => {
    const { user } = somebodyIn(identity)
    const known = user && users.get(user.id)
    // A name is better than an id.
    if (user && (!known || known.displayName === known.id)) users.set(user.id, user)
  }
  for (const { given, sightings } of calls) {
    meet(objectIn(objectIn(given.source).identity))
    meet(objectIn(objectIn(given.meetingInfo).organizer))
    for (const { identity } of objectsIn(given.targets)) meet(objectIn(identity))
    for (const sighting of sightings) {
      if (sighting.type === 'roster')
        for (const { info } of sighting.participants) meet(objectIn(objectIn(info).identity))
      if (sighting.type === 'action') {
        const { participants, transferTarget } = objectIn(sighting.exchange.sent)
        for (const { identity } of [...objectsIn(participants), objectIn(transferTarget)]) meet(objectIn(identity))
      }
    }
  }
  return [...users.values()]
}
