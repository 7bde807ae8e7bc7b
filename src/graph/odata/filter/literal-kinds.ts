import { typeNamed } from '../../edm/schema.ts'
import type { Literal } from './filter-cursor.ts'

/** The kind of literal that values of a type are compared with. Structured types have none. */
export function literalKindOf(type: string): Literal['kind'] | undefined {
  if (typeNamed(type)?.kind === 'enum') return 'string'
  return Object.hasOwn(LITERAL_KINDS, type) ? LITERAL_KINDS[type] : undefined
}

const LITERAL_KINDS: Readonly<Record<string, Literal['kind']>> = {
  'Edm.String': 'string',
  'Edm.Boolean': 'boolean',
  'Edm.Int32': 'number',
  'Edm.Int64': 'number',
  'Edm.Single': 'number',
  'Edm.Double': 'number',
  'Edm.Decimal': 'number',
  'Edm.Guid': 'guid',
  'Edm.DateTimeOffset': 'dateTime',
}

/** The type of a literal, as errors name it. */
export const EDM_NAMES: Readonly<Record<Literal['kind'], string>> = {
  string: 'Edm.String',
  number: 'Edm.Double',
  boolean: 'Edm.Boolean',
  null: 'null',
  dateTime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
}
