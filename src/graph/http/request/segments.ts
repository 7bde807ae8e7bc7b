import { splitOutside } from '../../odata/query/split-outside.ts'
import { decodeSegment } from './decode-segment.ts'

interface Segments {
  /** Decoded. A key in parentheses is a segment of its own: `calls('1')` is `calls`, `1`. */
  readonly segments: string[]
  readonly functionName: string | undefined
  /** The text between the parentheses of the function. */
  readonly argumentText: string
}

/** Reads the segments of a path as OData defines them. */
export function readSegments(path: readonly string[]): Segments {
  const segments: string[] = []
  let functionName: string | undefined
  let argumentText = ''
  for (const raw of path) {
    const segment = decodeSegment(raw)
    const open = segment.indexOf('(')
    if (open < 0 || !segment.endsWith(')')) {
      segments.push(unqualified(segment))
      continue
    }
    const inside = segment.slice(open + 1, -1)
    segments.push(unqualified(segment.slice(0, open)))
    const key = /^id=(.*)$/is.exec(inside)?.[1]
    if (key !== undefined) segments.push(unquoted(key))
    else if (/^\w+=/.test(inside)) {
      functionName = segments.at(-1)
      argumentText = inside
    } else if (inside !== '') segments.push(unquoted(inside))
  }
  return { segments, functionName, argumentText }
}

/**
 * Reads the arguments of a function. An argument may be an alias for a parameter of the query:
 * `getPstnCalls(fromDateTime=@from,…)?@from=2026-01-01`. Without that parameter the argument is missing.
 * @see https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html#_Toc372793823
 */
export function readFunctionArguments(text: string, search: string): Readonly<Record<string, string>> {
  if (text === '') return {}
  const query = new URLSearchParams(search)
  const pairs = splitOutside(text, ',').flatMap((pair) => {
    const [name = '', ...rest] = pair.split('=')
    const value = rest.join('=').trim()
    const resolved = value.startsWith('@') ? query.get(value) : value
    return resolved === null ? [] : [[name.trim(), resolved]]
  })
  return Object.fromEntries(pairs)
}

/** `microsoft.graph.mute` and `mute` are the same action. */
function unqualified(name: string): string {
  return name.replace(/^microsoft\.graph\.(callRecords\.)?(?=\w)/i, '')
}

/** Removes the quotes around a key. Quotes inside are doubled. */
function unquoted(key: string): string {
  return key.startsWith("'") && key.endsWith("'") && key.length > 1 ? key.slice(1, -1).replaceAll("''", "'") : key
}
