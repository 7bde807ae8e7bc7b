import { readFunctionArguments, readSegments } from './segments.ts'

/** The parts of a request's URL. Whether an endpoint exists there is for the router. */
export interface Target {
  /** Origin and base segment, which links in responses repeat: `https://graph.microsoft.com/v1.0`. */
  readonly serviceRoot: string
  /** Whether everything that Graph refuses is refused. */
  readonly strict: boolean
  readonly beta: boolean
  /** Decoded. Keys in parentheses have become segments of their own, and `app/calls` is `communications/calls`. */
  readonly segments: readonly string[]
  /** The segment that was called with arguments, if there is one. It can only be a function. */
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

/** The base segment of what Graph serves from other hosts, such as recordings. */
const OWN_ROOT = 'emulator'

/**
 * @returns the parts of a URL that the emulator serves; `'invalidVersion'` for a URL of calls or call records whose base
 * segment it does not serve; `undefined` for any other URL, which other handlers may serve.
 */
export function readTarget(url: URL, strict: boolean): Target | 'invalidVersion' | undefined {
  const path = url.pathname.split('/').filter((segment) => segment !== '')
  const depth = baseDepth(path)
  const { segments, functionName, argumentText } = readSegments(path.slice(depth))
  if (depth === 0 && segments[0]?.toLowerCase() !== OWN_ROOT) {
    return isOfCalls(segments) || isOfCalls(segments.slice(1)) ? 'invalidVersion' : undefined
  }
  if (!isServed(segments)) return undefined

  const base = path.slice(0, depth).join('/')
  if (segments[0]?.toLowerCase() === 'app') segments[0] = 'communications'
  return {
    serviceRoot: base === '' ? url.origin : `${url.origin}/${base}`,
    strict: strict && (BASES[base.toLowerCase()]?.strict ?? true),
    beta: base.toLowerCase() === 'beta',
    segments,
    functionName,
    functionArguments: readFunctionArguments(argumentText, url.search),
    search: url.search,
  }
}

/** Whether Graph itself serves it. Graph's tokens and limits apply to nothing else. */
export function isGraphs({ segments }: Target): boolean {
  return segments[0]?.toLowerCase() !== OWN_ROOT
}

export function isBatch({ segments }: Target): boolean {
  return segments.length === 1 && segments[0]?.toLowerCase() === '$batch'
}

/** @returns the number of segments in the base: 0 when it is not served. */
function baseDepth([first = '', second = '']: readonly string[]): number {
  if (Object.hasOwn(BASES, first.toLowerCase())) return 1
  return Object.hasOwn(BASES, `${first}/${second}`.toLowerCase()) ? 2 : 0
}

function isServed(segments: readonly string[]): boolean {
  const [root = '', next = ''] = segments
  if (/^app$/i.test(root)) return /^calls$/i.test(next)
  // A batch may repeat the version in its URLs. Graph answers that with an error of its own, so it must not fall through.
  return isOfCalls(segments) || /^(subscriptions|\$batch|emulator|v1\.0|beta)$/i.test(root)
}

/** Whether a path is one of calls or call records, misspelt or not: nothing else in `/communications` starts like them. */
function isOfCalls([root = '', next = '']: readonly string[]): boolean {
  return /^communications$/i.test(root) && /^cal/i.test(next)
}
