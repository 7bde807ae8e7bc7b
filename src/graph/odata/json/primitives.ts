import { isGuid } from '../../edm/guid.ts'
import { isDuration, toInstant } from './date-time.ts'

/** The JSON values that are valid for one of Edm's own types. */
export interface Primitive {
  accepts(value: Scalar): boolean
  /** In words, to follow "is not": `a number`. */
  readonly description: string
}

export type Scalar = string | number | boolean

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

/** @returns the primitive type of a name such as `Edm.Int32`, or `undefined` for another type. */
export function primitiveNamed(type: string): Primitive | undefined {
  return Object.hasOwn(PRIMITIVES, type) ? PRIMITIVES[type] : undefined
}

const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  'Edm.String': { description: 'text', accepts: isText },
  'Edm.Boolean': { description: 'true or false', accepts: (value) => typeof value === 'boolean' },
  'Edm.Int32': {
    description: 'a whole number from -2147483648 to 2147483647',
    accepts: (value) => isWhole(value, 2 ** 31),
  },
  // JavaScript holds no larger numbers exactly.
  'Edm.Int64': {
    description: 'a whole number from -9007199254740991 to 9007199254740991',
    accepts: (value) => isWhole(value, 2 ** 53) && Number.isSafeInteger(value),
  },
  'Edm.Single': {
    description: 'a number from -3.4028235e38 to 3.4028235e38',
    accepts: (value) => isNumber(value, 3.4028235e38),
  },
  'Edm.Double': { description: 'a number', accepts: (value) => isNumber(value, Number.MAX_VALUE) },
  'Edm.Decimal': { description: 'a number', accepts: (value) => isNumber(value, Number.MAX_VALUE) },
  'Edm.Guid': {
    description: "a GUID such as '8d1c2d3e-0000-4000-8000-000000000001'",
    accepts: (value) => isText(value) && isGuid(value),
  },
  'Edm.DateTimeOffset': {
    description: "a date and time with an offset, such as '2026-01-05T09:00:00Z'",
    accepts: (value) => isText(value) && !Number.isNaN(toInstant(value)),
  },
  'Edm.Duration': {
    description: "a duration of days, hours, minutes and seconds, such as 'PT1M30S'",
    accepts: (value) => isText(value) && isDuration(value),
  },
}

function isText(value: Scalar): value is string {
  return typeof value === 'string'
}

function isNumber(value: Scalar, most: number): boolean {
  return typeof value === 'number' && Math.abs(value) <= most
}

/** @param end The first number above the range, which starts at `-end`. */
function isWhole(value: Scalar, end: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= -end && value < end
}
