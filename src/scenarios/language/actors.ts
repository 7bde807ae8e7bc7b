import type { Who } from '../../calls/steps.ts'

/** The person whom a name of the scenario's own stands for; other names stand for themselves. */
export function actorOf(actors: Readonly<Record<string, Who>>, who: Who): Who {
  return Object.hasOwn(actors, who) ? (actors[who] ?? who) : who
}
