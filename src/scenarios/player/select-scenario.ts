import { findWho } from '../../calls/lifecycle/participants.ts'
import type { CallRow } from '../../calls/rows.ts'
import type { ScenarioContext } from '../context.ts'
import type { Scenario, ScenarioMatch } from '../language/scenario.ts'

/** What a scenario is matched against. */
type NewCall = Pick<CallRow, 'direction' | 'kind' | 'requestedModalities' | 'participants' | 'meetingInfo' | 'chatInfo'>

/** The first scenario that matches a new call. */
export function selectScenario(context: ScenarioContext, call: NewCall): Scenario | undefined {
  let chosen: Scenario | undefined
  const scenarios = context.services.scenarios()
  for (const [index, scenario] of scenarios.entries()) {
    if (scenario.trigger === 'start' || !matches(scenario.match, call)) continue
    // A scenario that is counted counts every call it matches, whichever is played. It is known by its place from the
    // end, because `use` puts others before it: the same scenario put to use again is another.
    const place = { id: String(scenarios.length - index), isFree: chosen === undefined }
    if (isCounted(scenario) ? countMatch(context, scenario, place) : chosen === undefined) chosen ??= scenario
  }
  return chosen
}

function matches(match: ScenarioMatch | undefined, call: NewCall): boolean {
  if (!match) return true
  const { direction = call.direction, kind = call.kind, who, pstn, modality, meeting } = match
  return (
    direction === call.direction &&
    kind === call.kind &&
    (pstn === undefined || pstn === call.participants.some(({ identity }) => identity.phone != null)) &&
    (modality === undefined || call.requestedModalities.includes(modality)) &&
    (meeting === undefined || meeting === call.meetingInfo?.joinMeetingId || meeting === call.chatInfo?.threadId) &&
    (who === undefined || findWho(call, who)?.self === false)
  )
}

function isCounted({ times, match }: Scenario): boolean {
  return times !== undefined || match?.nth !== undefined
}

/** Counts a call that the scenario matches. @returns whether the scenario is played for it. */
function countMatch(
  { tx }: ScenarioContext,
  { times = Number.POSITIVE_INFINITY, match }: Scenario,
  { id, isFree }: { readonly id: string; readonly isFree: boolean },
): boolean {
  const before = tx.get('scenarioCounts', id)
  const { fits = 0, plays = 0 } = before ?? {}
  const isPlayed = isFree && plays < times && (match?.nth ?? fits + 1) === fits + 1
  const after = { id, fits: fits + 1, plays: isPlayed ? plays + 1 : plays }
  if (before) tx.update('scenarioCounts', id, (row) => Object.assign(row, after))
  else tx.insert('scenarioCounts', after)
  return isPlayed
}
