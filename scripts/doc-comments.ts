// Reads doc comments from source files, so that editors show the same descriptions for a scenario in JSON as in
// TypeScript.
import { readFileSync } from 'node:fs'

/**
 * By interface and member, `{ StepTiming: { after } }`; by type, under `type`; by step, under `step`:
 * `{ step: { answer } }`.
 */
export type DocComments = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Reads files of `src/`. Depends on this project's formatting. */
export function readDocComments(...files: readonly string[]): DocComments {
  const comments: Record<string, Record<string, string>> = {}
  for (const file of files) {
    let owner = ''
    const source = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8')
    for (const [, comment, line = ''] of source.matchAll(COMMENT_AND_LINE)) {
      const { type, member, steps } = MEANINGS.exec(line)?.groups ?? {}
      if (type !== undefined) owner = type
      const names = steps?.match(/\w+/g) ?? [member ?? type]
      const kind = steps !== undefined ? 'step' : member !== undefined ? owner : 'type'
      for (const name of names) if (comment && name) comments[kind] = { ...comments[kind], [name]: toText(comment) }
    }
  }
  return comments
}

/** A comment with the line that it describes, or the first line of a type without a comment. */
const COMMENT_AND_LINE = /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*|^(?=export (?:type|interface) ))(.*)/gm

/** `export type Who`, `readonly after?:`, `| { readonly do: 'mute' | 'unmute'` */
const MEANINGS =
  /^(?:export (?:type|interface) (?<type>\w+)|readonly (?<member>[$\w]+)|\| \{ readonly do: (?<steps>'\w+'(?: \| '\w+')*))/

/** Joins a comment to one line, without the syntax of comments and links. */
function toText(comment: string): string {
  return comment
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/\{@link (\w+)\}/g, '$1')
    .replaceAll(/@see \S+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
