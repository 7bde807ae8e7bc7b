import type { TraceEntry } from '../../index.ts'
import { formatEntries } from '../../trace/format-entry.ts'
import { differences } from './differences.ts'
import type { MatcherContext, MatcherResult } from './matcher-context.ts'

/** A value that may match the expectation. */
export interface Candidate {
  readonly value: Readonly<Record<string, unknown>>
  /** The trace around the candidate. */
  readonly entries?: () => readonly TraceEntry[]
}

export interface Expectation {
  /** What is expected, for messages: `notification`, `call record`. */
  readonly noun: string
  readonly expected: Readonly<Record<string, unknown>>
  readonly candidates: readonly Candidate[]
  /** What may still happen, for messages. */
  readonly outlook?: string | undefined
  /** The trace to show for a candidate without entries of its own, or without a candidate. */
  readonly entries: () => readonly TraceEntry[]
}

/** Passes if one of the candidates matches. The message of a failure shows the closest candidate and its differences. */
export function matchCandidates(
  context: MatcherContext,
  { noun, expected, candidates, outlook, entries }: Expectation,
): MatcherResult {
  const compared = candidates.map((candidate) => ({
    candidate,
    differing: differences(context, candidate.value, expected),
  }))
  // Reversed, so that the latest comes first among equally close ones.
  const closest = compared.reverse().sort((one, other) => one.differing.length - other.differing.length)[0]
  const wanted = () => context.utils.stringify(expected)
  const later = outlook === undefined ? '' : `\n${outlook}`
  if (!closest) {
    const message = () => `Expected a ${noun} like ${wanted()}\nThere is none.${later}\n\n${formatTrace(entries())}`
    return { pass: false, message }
  }
  const { candidate, differing } = closest
  const trace = () => formatTrace((candidate.entries ?? entries)())
  if (differing.length === 0) {
    const found = () => context.utils.stringify(candidate.value)
    return { pass: true, message: () => `Expected no ${noun} like ${wanted()}\nFound ${found()}\n\n${trace()}` }
  }
  const which = candidates.length === 1 ? 'The only one' : `The closest of ${candidates.length}`
  const list = differing.map((difference) => `  ${difference}`).join('\n')
  const message = () => `Expected a ${noun} like ${wanted()}\n${which} differs:\n${list}${later}\n\n${trace()}`
  return { pass: false, message }
}

/** The trace at the end of a message. */
export function formatTrace(entries: readonly TraceEntry[]): string {
  return entries.length === 0 ? 'Nothing happened.' : `What happened:\n${formatEntries(entries)}`
}
