import { findWho } from '../../calls/lifecycle/participants.ts'
import type { CallRow, ScriptRow } from '../../calls/rows.ts'
import type { ScenarioStep, TimedStep, Who } from '../../calls/steps.ts'
import { drawWeighted } from '../../engine/chance/draw.ts'
import type { Moment } from '../../engine/moment.ts'
import type { Scenario, ScenarioMatch } from '../language/scenario.ts'

/** What a scenario goes by when a call is created. */
export type NewCallFacts = Pick<
  CallRow,
  'direction' | 'kind' | 'requestedModalities' | 'participants' | 'meetingInfo' | 'chatInfo'
>

/** The first scenario that is for such a call, from its beginning. */
export function scriptFor(moment: Moment, call: NewCallFacts): ScriptRow | undefined {
  let chosen: Scenario | undefined
  const scenarios = moment.settings.scenarios()
  for (const [index, scenario] of scenarios.entries()) {
    if (scenario.trigger === 'start' || !fits(scenario.match, call)) continue
    // One that is counted sees every call that it fits, whoever is played. It is counted by its place, from the end, as
    // `use` puts others before it: the same scenario put to use again is another.
    const count = { id: String(scenarios.length - index), isFree: chosen === undefined }
    if (isCounted(scenario) ? takesPart(moment, scenario, count) : chosen === undefined) chosen ??= scenario
  }
  return chosen && toScript(moment, chosen)
}

/** A scenario from its beginning: what is left to chance is drawn now. */
export function toScript(moment: Moment, { name, steps, actors, record }: Scenario): ScriptRow {
  return { scenario: name, steps: unroll(moment, steps, actors), next: 0, ...(record && { record }) }
}

function fits(match: ScenarioMatch | undefined, call: NewCallFacts): boolean {
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

/** Counts a call that the scenario fits. @returns whether it is played for it. */
function takesPart(
  { tx }: Moment,
  { times = Number.POSITIVE_INFINITY, match }: Scenario,
  { id, isFree }: { readonly id: string; readonly isFree: boolean },
): boolean {
  const before = tx.get('scenarioCounts', id)
  const { fits: known = 0, plays = 0 } = before ?? {}
  const isPlayed = isFree && plays < times && (match?.nth ?? known + 1) === known + 1
  const after = { id, fits: known + 1, plays: isPlayed ? plays + 1 : plays }
  if (before) tx.update('scenarioCounts', id, (row) => Object.assign(row, after))
  else tx.insert('scenarioCounts', after)
  return isPlayed
}

/** Steps one after another: loops unrolled, choices drawn, actors named. Plain steps are shared as they are. */
function unroll(moment: Moment, steps: readonly ScenarioStep[], actors: Scenario['actors']): readonly TimedStep[] {
  if (!actors && steps.every(isPlain)) return steps
  return steps.flatMap((step): readonly TimedStep[] => {
    if (step.do === 'repeat') return Array.from({ length: step.times }, () => unroll(moment, step.steps, actors)).flat()
    if (step.do === 'choose') return unroll(moment, drawFrom(moment, step.from).steps, actors)
    return [actors ? withActors(step, actors) : step]
  })
}

type Choose = Extract<ScenarioStep, { do: 'choose' }>

function drawFrom<Option extends Choose['from'][number]>({ random }: Moment, options: readonly Option[]): Option {
  return drawWeighted(
    random,
    options.map((option) => [option, option.weight ?? 1]),
  )
}

function withActors(step: TimedStep, actors: Readonly<Record<string, Who>>): TimedStep {
  const named = (who: Who) => actorOf(actors, who)
  if (step.do === 'incoming') {
    return {
      ...step,
      ...(step.from !== undefined && { from: named(step.from) }),
      ...(step.others && { others: step.others.map(named) }),
    }
  }
  return 'who' in step && step.who !== undefined ? { ...step, who: named(step.who) } : step
}

/** Whom a name of the scenario's own stands for; other names stand for themselves. */
export function actorOf(actors: Readonly<Record<string, Who>>, who: Who): Who {
  return Object.hasOwn(actors, who) ? (actors[who] ?? who) : who
}

function isPlain(step: ScenarioStep): step is TimedStep {
  return step.do !== 'repeat' && step.do !== 'choose'
}
