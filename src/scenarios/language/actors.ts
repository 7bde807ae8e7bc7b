import type { Who } from '../../calls/steps.ts'

/** Resolves a name from the scenario's `actors` to a person; any other name is returned unchanged. */
export function actorOf(actors: Readonly<Record<string, Who>>, who: Who): Who {
  return Object.hasOwn(actors, who) ? (actors[who] ?? who) : who
}
