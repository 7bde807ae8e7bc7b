import type { Directory } from '../../directory/directory.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'
import { defineScenario, type Scenario } from '../../scenarios/language/scenario.ts'
import { toScenario } from './call-scenario.ts'
import { type CapturedCall, callsIn } from './capture/captured-call.ts'
import type { HarFile } from './capture/har-file.ts'
import { objectIn, objectsIn, textIn } from './capture/json.ts'
import { readCapture } from './capture/read-capture.ts'
import { readHarFile } from './capture/read-har-file.ts'
import { toResourceId } from './capture/resource-id.ts'
import { usersIn } from './captured-users.ts'
import { faultRulesOf } from './fault-rules.ts'
import type { AddNote } from './steps/observed-step.ts'
import { noteIfUnmapped } from './unmapped-requests.ts'

/** What a capture is mapped to. All members except `notes` are options of `createEmulator`. */
export interface HarScenarios {
  /**
   * One scenario for each call that is created in the capture. The scenario of an outgoing call is played once, for the next
   * call to the same person. The scenario of an incoming call starts by itself: the call comes as long after the emulator's
   * start as it came after the start of the capture.
   */
  readonly scenarios: readonly Scenario[]
  /** Rules for requests that failed from the start. Failures after a success are activated by the scenarios. */
  readonly faults: readonly FaultRule[]
  /** The users in the calls; missing when there are none. */
  readonly directory?: Pick<Directory, 'users'>
  /** The URL that was notified of incoming calls; missing when there were none. */
  readonly callbackUri?: string
  /** What could not be mapped: the position of the entry in the HAR (from 0), its method and path, and the reason. */
  readonly notes: readonly string[]
}

/**
 * Turns a captured session into scenarios in which the other participants do the same again, as far as it can be inferred
 * from the traffic: requests to Graph's communications API (any cloud, the emulator's server, a back end that passes them on;
 * also in a `$batch`), and the notifications that the app received if they were captured, too. The app's own requests are left to the app.
 *
 * A HAR contains tokens. The result contains no header, cookie, query, access token or meeting token. It does contain
 * names, phone numbers and ids of people, and error messages.
 *
 * @param har A HAR 1.2 file, as an object or as JSON text, with the bodies of requests and responses.
 * @throws TypeError that names what is missing or wrong in the HAR, and what is expected.
 * @example
 * const { notes, ...session } = scenarioFromHar(await readFile('session.har', 'utf8'))
 * const emulator = createEmulator({ clock: 'manual', ...session })
 */
export function scenarioFromHar(har: HarFile | string): HarScenarios {
  const file = readHarFile(har)
  const { startedAt, requests } = readCapture(file)
  const notes = new Map(
    [...file.unreadable].map(([index, reason]) => [`entry ${index}: it is left out: ${reason}`, index]),
  )
  const addNote: AddNote = ({ index, method, path }, reason) => {
    notes.set(`entry ${index}: ${method} ${path}: ${reason}`, index)
  }
  const { calls, orphans } = callsIn(requests)
  const { faults, steps } = faultRulesOf(requests, calls, addNote)
  const replacedCallIds = replacedCallsIn(calls)
  const scenarios = calls.map((call, index) => {
    const faultSteps = steps.get(call.id) ?? []
    return defineScenario(toScenario(call, { index, startedAt, replacedCallIds, faultSteps, addNote }))
  })
  for (const orphan of orphans) {
    addNote(orphan, 'it is about a call whose creation is not in the capture, or was captured without its body')
  }
  for (const request of requests) noteIfUnmapped(request, calls, addNote)
  const users = usersIn(calls)
  if (scenarios.length === 0 && faults.length === 0 && notes.size === 0) {
    const origins = [...new Set(requests.map(({ url }) => new URL(url).origin))].join(', ')
    notes.set(
      `nothing was recognized in ${requests.length} requests (${origins || 'none'}): expected requests whose path contains /v1.0/communications/calls or /beta/communications/calls, or notifications of calls, with their bodies`,
      0,
    )
  }
  const incoming = calls.find(({ direction }) => direction === 'incoming')
  return {
    scenarios,
    faults,
    ...(users.length > 0 && { directory: { users } }),
    ...(incoming && { callbackUri: incoming.request.url }),
    notes: [...notes].sort(([, one], [, other]) => one - other).map(([text]) => text),
  }
}

/** The ids of calls that ended because the app replaced them, in a transfer or an invitation. */
function replacedCallsIn(calls: readonly CapturedCall[]): ReadonlySet<string> {
  const bodies = calls.flatMap(({ observations }) =>
    observations.flatMap((one) => (one.type === 'action' ? [objectIn(one.request.requestBody)] : [])),
  )
  const targets = bodies.flatMap(({ transferTarget, participants }) => [
    objectIn(transferTarget),
    ...objectsIn(participants),
  ])
  return new Set(targets.map(({ replacesCallId }) => toResourceId(textIn(replacesCallId))).filter(Boolean))
}
