import { graphErrors } from '../../errors/graph-errors.ts'
import { DEFAULT_FORMAT, type Format } from '../../odata/json/format.ts'

/**
 * Reads how a client wants the response written: `Accept: application/json;odata.metadata=none`.
 *
 * @param format The value of `$format`, which overrides the header.
 * @throws GraphError when the client does not accept JSON.
 * @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793039
 */
export function readFormat(accept: string | null, format?: string): Format {
  const wanted = format ?? accept ?? ''
  if (wanted === '' || wanted === '*/*' || wanted === 'application/json' || wanted === 'json') return DEFAULT_FORMAT
  const ranges = wanted.split(',').flatMap(readRange)
  const best = ranges.reduce<Range | undefined>(
    (best, range) => (best && !isBetter(range, best) ? best : range),
    undefined,
  )
  if (!best) throw graphErrors.notAcceptable(wanted.length > 60 ? `${wanted.slice(0, 60)}…` : wanted)
  return best.format
}

/** Writes the `Content-Type` header. @see https://learn.microsoft.com/graph/json-batching (its example) */
export function contentTypeOf({ metadata, ieee754Compatible, streaming }: Format): string {
  return `application/json;odata.metadata=${metadata};odata.streaming=${streaming};IEEE754Compatible=${ieee754Compatible};charset=utf-8`
}

interface Range {
  readonly format: Format
  readonly quality: number
  /** A higher number is a more specific range. */
  readonly precision: number
}

const MEDIA_TYPES = ['*/*', 'application/*', 'application/json']
const LEVELS = ['none', 'minimal', 'full'] as const

/** Reads one media range. @returns an empty list when the range does not include JSON. */
function readRange(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const given = new Map(parameters.map((parameter) => splitOnce(parameter)))
  const precision = MEDIA_TYPES.indexOf(type === 'json' ? 'application/json' : type)
  const level = given.get('odata.metadata') ?? given.get('metadata') ?? DEFAULT_FORMAT.metadata
  const metadata = LEVELS.find((known) => known === level)
  const quality = Number(given.get('q') ?? 1)
  if (precision < 0 || !metadata || !(quality > 0)) return []
  const ieee754Compatible = given.get('ieee754compatible') === 'true'
  const streaming = (given.get('odata.streaming') ?? given.get('streaming')) !== 'false'
  return [{ format: { metadata, ieee754Compatible, streaming }, quality, precision }]
}

function splitOnce(parameter: string): readonly [name: string, value: string] {
  const [name = '', value = ''] = parameter.split('=')
  return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')]
}

/** Of equal ones the first is meant. */
function isBetter(range: Range, best: Range): boolean {
  return range.quality === best.quality ? range.precision > best.precision : range.quality > best.quality
}
