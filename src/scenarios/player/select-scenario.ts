import { findWho } from '../../calls/lifecycle/participants.ts'
import type { CallRow } from '../../calls/rows.ts'
import type { ScenarioContext } from '../context.ts'
import type { Scenario, ScenarioMatch } from '../language/scenario.ts'

/** The members of a new call that a scenario matches. */
type NewCall = Pick<CallRow, 'direction' | 'kind' | 'requestedModalities' | 'participants' | 'meetingInfo' | 'chatInfo'>

/** Selects the first scenario that matches a new call, and counts the match for each scenario with a limit. */
export function selectScenario(context: ScenarioContext, call: NewCall): Scenario | undefined {
  let selected: Scenario | undefined
  const scenarios = context.services.scenarios()
  for (const [index, scenario] of scenarios.entries()) {
    if (scenario.trigger === 'start' || !matches(scenario.match, call)) continue
    // A scenario counts every call that it matches, even if another one is played. Its id is its place from the end, which
    // `emulator.use` does not change, because it puts scenarios first. A scenario used twice is counted separately.
    const place = { id: String(scenarios.length - index), isFree: selected === undefined }
    if (isCounted(scenario) ? countMatch(context, scenario, place) : selected === undefined) selected ??= scenario
  }
  return selected
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
  const { matched = 0, played = 0 } = before ?? {}
  const isPlayed = isFree && played < times && (match?.nth ?? matched + 1) === matched + 1
  const after = { id, matched: matched + 1, played: isPlayed ? played + 1 : played }
  if (before) tx.update('scenarioCounts', id, (row) => Object.assign(row, after))
  else tx.insert('scenarioCounts', after)
  return isPlayed
}
