import * as v from 'valibot'
import { closestText } from '../../engine/values/closest-text.ts'
import { membersOf } from '../edm/schema.ts'
import type { EndpointAddress } from '../endpoint/endpoint.ts'
import type { FaultRule } from './fault-rule.ts'
import { FAULT_RULE } from './fault-rule-schema.ts'

/** Whether a request's path begins with the path of a rule. Names are compared without case, as the router does. */
export function matchesPath(path: string, segments: readonly string[]): boolean {
  const wanted = segmentsOf(path)
  return (
    wanted.length <= segments.length &&
    wanted.every((name, index) => isWildcard(name) || name === segments[index]?.toLowerCase())
  )
}

/** The schema of a rule that a request to one of the endpoints can match. */
export function servedFaultRule(endpoints: readonly EndpointAddress[]): v.GenericSchema<FaultRule> {
  const served = servedPaths(endpoints)
  return v.pipe(
    FAULT_RULE,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.issues) return
      const { match } = dataset.value
      if (!match || served.some((one) => canMatch(match, one, served))) return
      const message = explainNoMatch(match, served)
      addIssue({
        message,
        path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'match', value: match }],
      })
    }),
  )
}

type Match = NonNullable<FaultRule['match']>

/** A path that the emulator serves. */
export interface ServedPath {
  readonly method: EndpointAddress['method']
  /** As the README writes it. */
  readonly text: string
  readonly segments: readonly string[]
  /** The type whose properties are below the path. */
  readonly type: string | undefined
}

const BATCH: EndpointAddress = { method: 'POST', path: '/$batch' }

/** The paths of all endpoints, and that of batches. */
export function servedPaths(endpoints: readonly EndpointAddress[]): readonly ServedPath[] {
  return [...endpoints, BATCH].flatMap(({ method, path, alsoAt = [], type }) =>
    [path, ...alsoAt].map((one) => {
      const text = one.replaceAll(/:(\w+)/g, '{$1}')
      return { method, text, segments: segmentsOf(text), type: method === 'GET' ? type : undefined }
    }),
  )
}

/** A path that ends with a slash has at least one segment more. */
function segmentsOf(path: string): readonly string[] {
  return path === '/' ? [] : path.slice(1).toLowerCase().split('/')
}

/** Whether a segment matches any key: `*`, `{callId}`, `:callId`, or nothing after the last slash. */
function isWildcard(segment: string): boolean {
  return /^(\*?|\{.*\}|:.*)$/.test(segment)
}

function canMatch({ method, path = '/' }: Match, one: ServedPath, served: readonly ServedPath[]): boolean {
  if (method !== undefined && method !== one.method) return false
  return segmentsOf(path).every((name, index) => {
    const other = one.segments[index]
    if (other === undefined) return index > one.segments.length || isProperty(name, one.type)
    if (isWildcard(name)) return true
    // A name where a key belongs: the key was forgotten.
    return isWildcard(other) ? !served.some(({ segments }) => segments.includes(name)) : name === other
  })
}

/** Whether a name is a property of the type, or `$count` or `$value`. */
function isProperty(name: string, type: string | undefined): boolean {
  if (type === undefined) return false
  return name === '$count' || name === '$value' || [...membersOf(type).keys()].some((key) => key.toLowerCase() === name)
}

function explainNoMatch({ method, path = '/' }: Match, served: readonly ServedPath[]): string {
  const closest = closestText(
    method ? `${method} ${path}` : path,
    served.map((one) => (method ? `${one.method} ${one.text}` : one.text)),
  )
  const hint = closest === undefined ? '' : `. Did you mean '${closest}'?`
  return `Expected a path of the README’s table of endpoints, or its beginning, with {callId} or * for a key, but no request can match '${method ? `${method} ` : ''}${path}'${hint}`
}
