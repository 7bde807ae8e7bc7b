import { textIn } from './json.ts'
import type { Observation } from './observation.ts'

/** At the same instant, the app's request comes first and the end of an operation is observed last. */
const RANKS: Readonly<Record<Observation['type'], number>> = { action: 0, call: 1, roster: 1, operation: 2, gone: 3 }

/**
 * Sorts the observations of a call by time. Notifications may be numbered (`@odata.etag`): duplicates are dropped, and
 * one that arrived after a later one is moved back to that one's time. Where different notifications have the same number,
 * as in Graph's examples, numbers say nothing about the order.
 */
export function sortObservations(observations: readonly Observation[]): readonly Observation[] {
  const numbered = new Map<number, Observation>()
  const others: Observation[] = []
  for (const observation of observations) {
    const version = versionOf(observation)
    const first = version === undefined ? undefined : numbered.get(version)
    if (version === undefined) others.push(observation)
    else if (!first) numbered.set(version, observation)
    else if (!isSame(first, observation)) return [...observations].sort(byTime)
  }
  let latest = Number.POSITIVE_INFINITY
  const newestFirst = [...numbered].sort(([one], [other]) => other - one)
  const corrected = newestFirst.map(([, observation]) => {
    latest = Math.min(latest, observation.at)
    return { ...observation, at: latest }
  })
  const all = [...corrected.reverse(), ...others]
  return all.sort(byTime)
}

function byTime(one: Observation, other: Observation): number {
  return one.at - other.at || RANKS[one.type] - RANKS[other.type]
}

function isSame(one: Observation, other: Observation): boolean {
  return one.type === 'call' && other.type === 'call' && JSON.stringify(one.resource) === JSON.stringify(other.resource)
}

/** The number of a notification about the call itself. */
function versionOf(observation: Observation): number | undefined {
  if (observation.type !== 'call') return undefined
  const [, version] = /^W\/"(\d+)"$/.exec(textIn(observation.resource['@odata.etag'])) ?? []
  return version === undefined ? undefined : Number(version)
}
