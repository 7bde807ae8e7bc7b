import { splitOutside } from '../../odata/query/split-outside.ts'
import { decodeSegment } from './decode-segment.ts'

/** What a URL asks for: read, not yet looked up. */
export interface Target {
  /** Origin and base segment, as links in answers repeat it: `https://graph.microsoft.com/v1.0`. */
  readonly serviceRoot: string
  /** Whether everything that Graph refuses is refused. */
  readonly strict: boolean
  readonly beta: boolean
  /** Decoded. Keys in parentheses have become segments of their own, and `app/calls` is `communications/calls`. */
  readonly segments: readonly string[]
  /** The segment that was called with arguments, if there is one: it can only be a function. */
  readonly functionName: string | undefined
  /** The arguments of a function such as `getPstnCalls(fromDateTime=…,toDateTime=…)`. */
  readonly functionArguments: Readonly<Record<string, string>>
  /** The query with its `?`, or nothing. */
  readonly search: string
}

/**
 * The base segments that are served, and whether each is strict. Those of the first drafts of these APIs are lenient:
 * placeholder values such as `"String"` pass through and are echoed.
 */
const BASES: Readonly<Record<string, { readonly strict: boolean }>> = {
  'v1.0': { strict: true },
  beta: { strict: true },
  localtest: { strict: false },
  'docs/api': { strict: false },
}

/** Where the emulator serves what Graph serves from elsewhere, such as recordings. */
const OWN_ROOT = 'emulator'

/**
 * @returns what the URL asks for; `'invalidVersion'` for a communications URL whose base segment is not served; nothing
 * when the URL is not the emulator's, so that others may answer it.
 */
export function readTarget(url: URL, strict: boolean): Target | 'invalidVersion' | undefined {
  const path = url.pathname.split('/').filter((segment) => segment !== '')
  const depth = baseDepth(path)
  const root = path[depth]?.toLowerCase() ?? ''
  if (depth === 0 && root !== OWN_ROOT) {
    return path.slice(0, 2).some((segment) => segment.toLowerCase() === 'communications') ? 'invalidVersion' : undefined
  }
  if (!isOurs(root, path[depth + 1])) return undefined

  const base = path.slice(0, depth).join('/')
  const { segments, functionName, functionArguments } = readSegments(path.slice(depth))
  if (segments[0]?.toLowerCase() === 'app') segments[0] = 'communications'
  return {
    serviceRoot: base === '' ? url.origin : `${url.origin}/${base}`,
    strict: strict && (BASES[base.toLowerCase()]?.strict ?? true),
    beta: base.toLowerCase() === 'beta',
    segments,
    functionName,
    functionArguments: withAliases(functionArguments, url.search),
    search: url.search,
  }
}

/** Whether it is Graph itself that serves it: to whatever else there is, Graph's tokens and limits mean nothing. */
export function isGraphs({ segments }: Target): boolean {
  return segments[0]?.toLowerCase() !== OWN_ROOT
}

export function isBatch({ segments }: Target): boolean {
  return segments.length === 1 && segments[0]?.toLowerCase() === '$batch'
}

/** How many segments the base has: none when it is not one that is served. */
function baseDepth([first = '', second = '']: readonly string[]): number {
  if (Object.hasOwn(BASES, first.toLowerCase())) return 1
  return Object.hasOwn(BASES, `${first}/${second}`.toLowerCase()) ? 2 : 0
}

function isOurs(root: string, next = ''): boolean {
  if (root === 'app') return /^calls\b/i.test(next)
  // A version where a resource should be: Graph's mistake to name, as in a batch whose URLs repeat the version.
  return /^(communications|subscriptions|\$batch|emulator|v1\.0|beta)(\(|$)/.test(root)
}

function readSegments(
  path: readonly string[],
): { segments: string[] } & Pick<Target, 'functionName' | 'functionArguments'> {
  const segments: string[] = []
  let functionName: string | undefined
  let functionArguments: Record<string, string> = {}
  for (const raw of path) {
    const segment = decodeSegment(raw)
    const open = segment.indexOf('(')
    if (open < 0 || !segment.endsWith(')')) {
      segments.push(unqualified(segment))
      continue
    }
    const inside = segment.slice(open + 1, -1)
    segments.push(unqualified(segment.slice(0, open)))
    const named = /^id=(.*)$/is.exec(inside)?.[1]
    if (named !== undefined) segments.push(unquoted(named))
    else if (/^\w+=/.test(inside)) {
      functionName = segments.at(-1)
      functionArguments = readArguments(inside)
    } else if (inside !== '') segments.push(unquoted(inside))
  }
  return { segments, functionName, functionArguments }
}

/** `microsoft.graph.mute` and `mute` are the same action. */
function unqualified(name: string): string {
  return name.replace(/^microsoft\.graph\.(callRecords\.)?(?=\w)/i, '')
}

function readArguments(text: string): Record<string, string> {
  const pairs = splitOutside(text, ',').map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [name.trim(), value.join('=').trim()]
  })
  return Object.fromEntries(pairs)
}

/**
 * An argument may stand in the query: `getPstnCalls(fromDateTime=@from,…)?@from=2026-01-01`. One that does not is missing.
 * @see https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html#_Toc372793823
 */
function withAliases(given: Readonly<Record<string, string>>, search: string): Readonly<Record<string, string>> {
  if (!Object.values(given).some((value) => value.startsWith('@'))) return given
  const query = new URLSearchParams(search)
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const meant = value.startsWith('@') ? query.get(value) : value
      return meant === null ? [] : [[name, meant]]
    }),
  )
}

/** A quoted key: quotes inside are doubled. */
function unquoted(key: string): string {
  return key.startsWith("'") && key.endsWith("'") && key.length > 1 ? key.slice(1, -1).replaceAll("''", "'") : key
}
