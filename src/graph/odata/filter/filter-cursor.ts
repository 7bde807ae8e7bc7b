import type { GraphError } from '../../errors/graph-error.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { toInstant } from '../json/date-time.ts'

/** The position of the parser in the text of a filter. */
export interface Cursor {
  readonly text: string
  at: number
  depth: number
  /** The variables of the enclosing lambdas. */
  variables: readonly string[]
}

export interface Literal {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'dateTime' | 'guid'
  /** Epoch milliseconds for a date-time. */
  readonly value: string | number | boolean | null
}

// Each pattern is tried at the cursor only, and none can match a text in two ways, so parsing takes linear time.
const PATH = /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*/y
const WORD = /[A-Za-z]+(?![\w/])/y
const GUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/iy
const DATE = /\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?(?![\w-])/y
const SPACE = 0x20
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])/iy

export function readLiteral(cursor: Cursor): Literal | undefined {
  if (peek(cursor) === "'") return { kind: 'string', value: readText(cursor) }
  const guid = take(cursor, GUID)
  if (guid) return { kind: 'guid', value: guid }
  const start = cursor.at
  const date = take(cursor, DATE)
  if (date) {
    const value = toInstant(date.length === 10 ? `${date}T00:00:00Z` : date)
    if (!Number.isNaN(value)) return { kind: 'dateTime', value }
    cursor.at = start
    throw syntaxError(cursor, "a calendar date, such as '2026-01-05T09:00:00Z'")
  }
  const number = take(cursor, NUMBER)
  if (number) return { kind: 'number', value: Number(number) }
  const word = peekWord(cursor)
  if (word !== 'true' && word !== 'false' && word !== 'null') return undefined
  cursor.at += word.length
  return word === 'null' ? { kind: 'null', value: null } : { kind: 'boolean', value: word === 'true' }
}

/** Reads text in quotes. A quote inside is doubled. */
function readText(cursor: Cursor): string {
  const { text, at } = cursor
  for (let end = text.indexOf("'", at + 1); end >= 0; end = text.indexOf("'", end + 2)) {
    if (text[end + 1] === "'") continue
    cursor.at = end + 1
    return text.slice(at + 1, end).replaceAll("''", "'")
  }
  throw syntaxError(cursor, 'a closing quote after this one')
}

export function readPath(cursor: Cursor): readonly string[] | undefined {
  peek(cursor)
  return take(cursor, PATH)?.split('/')
}

/** Skips white space. @returns the next character, or an empty text at the end. */
export function peek(cursor: Cursor): string {
  while (cursor.text.charCodeAt(cursor.at) <= SPACE) cursor.at++
  return cursor.text.charAt(cursor.at)
}

export function peekWord(cursor: Cursor): string {
  peek(cursor)
  WORD.lastIndex = cursor.at
  return WORD.exec(cursor.text)?.[0] ?? ''
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)?.[0]
  cursor.at += found?.length ?? 0
  return found
}

export function skip(cursor: Cursor, character: string): boolean {
  if (peek(cursor) !== character) return false
  cursor.at++
  return true
}

export function skipWord(cursor: Cursor, word: string): boolean {
  if (peekWord(cursor) !== word) return false
  cursor.at += word.length
  return true
}

export function expectCharacter(cursor: Cursor, character: string): void {
  if (!skip(cursor, character)) throw syntaxError(cursor, `'${character}'`)
}

export function syntaxError(cursor: Cursor, expected: string): GraphError {
  const found = peek(cursor) === '' ? 'the end' : `'${cursor.text.slice(cursor.at, cursor.at + 20)}'`
  return graphErrors.invalidFilter(`Syntax error at position ${cursor.at}: expected ${expected}, but found ${found}.`)
}
