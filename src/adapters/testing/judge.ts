import type { TraceEntry } from '../../index.ts'
import { tellEntries } from '../../trace/tell.ts'
import { differences } from './differences.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'

/** Something that may be what is expected. */
export interface Candidate {
  readonly value: Readonly<Record<string, unknown>>
  /** What happened around it, if that is known. */
  readonly entries?: () => readonly TraceEntry[]
}

export interface Question {
  /** `notification`, `call record` */
  readonly what: string
  readonly expected: Readonly<Record<string, unknown>>
  readonly candidates: readonly Candidate[]
  /** What is still to come, if that is known. */
  readonly outlook?: string | undefined
  /** What to show when no candidate says what happened around it. */
  readonly entries: () => readonly TraceEntry[]
}

/** Whether one of the candidates is as expected. The message names the nearest, and what it lacks. */
export function judge(
  context: MatcherContext,
  { what, expected, candidates, outlook, entries }: Question,
): MatcherResult {
  const judged = candidates.map((candidate) => ({ candidate, lacks: differences(context, candidate.value, expected) }))
  // The latest, if several are equally near.
  const nearest = judged.reverse().sort((one, other) => one.lacks.length - other.lacks.length)[0]
  const wanted = () => context.utils.stringify(expected)
  const toCome = outlook === undefined ? '' : `\n${outlook}`
  if (!nearest) {
    const message = () => `Expected a ${what} like ${wanted()}\nThere is none at all.${toCome}\n\n${show(entries())}`
    return { pass: false, message }
  }
  const { candidate, lacks } = nearest
  const happened = () => show((candidate.entries ?? entries)())
  if (lacks.length === 0) {
    const found = () => context.utils.stringify(candidate.value)
    return { pass: true, message: () => `Expected no ${what} like ${wanted()}\nThere is ${found()}\n\n${happened()}` }
  }
  const which = candidates.length === 1 ? 'The only one' : `The nearest of ${candidates.length}`
  const list = lacks.map((lack) => `  ${lack}`).join('\n')
  const message = () => `Expected a ${what} like ${wanted()}\n${which} differs:\n${list}${toCome}\n\n${happened()}`
  return { pass: false, message }
}

/** The trace, as messages end with it. */
export function show(entries: readonly TraceEntry[]): string {
  return entries.length === 0 ? 'Nothing happened.' : `What happened:\n${tellEntries(entries)}`
}
