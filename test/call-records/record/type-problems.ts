import { isJsonObject, type Json, type JsonObject } from '../../../src/engine/values/json.ts'
import type { EdmMember } from '../../../src/graph/edm/edm-type.ts'
import { enumMembers, isDerivedFrom, membersOf, typeNamed } from '../../../src/graph/edm/schema.ts'

type Visit = (value: JsonObject, type: string) => void

/** Visits a value and all nested values, each with its actual type. */
export function walk(value: JsonObject, declared: string, visit: Visit): void {
  const annotation = value['@odata.type']
  const type = typeof annotation === 'string' ? annotation.slice(1) : declared
  visit(value, type)
  const members = membersOf(type)
  for (const [name, nested] of Object.entries(value)) {
    const member = members.get(name)
    if (!member || typeNamed(member.type)?.kind === 'enum') continue
    for (const one of Array.isArray(nested) ? nested : [nested]) if (isJsonObject(one)) walk(one, member.type, visit)
  }
}

/** Lists where a record differs from its type in Graph's metadata. */
export function problemsOf(record: JsonObject, declared: string): string[] {
  const problems: string[] = []
  walk(record, declared, (value, type) => {
    const members = membersOf(type)
    if (typeNamed(type)?.abstract) problems.push(`${type} is abstract: the value needs an @odata.type`)
    for (const [name, nested] of Object.entries(value)) {
      const member = members.get(name)
      if (name === '@odata.type') continue
      if (!member && !typeNamed(type)?.open) problems.push(`${type} has no '${name}'`)
      if (member && !isOfType(nested, member))
        problems.push(`${type}.${name} is ${JSON.stringify(nested)}, not ${member.type}`)
    }
    for (const { name, nullable } of members.values()) {
      if (!nullable && (value[name] ?? null) === null) problems.push(`${type} requires '${name}'`)
    }
  })
  return problems
}

function isOfType(value: Json | undefined, { type, collection, nullable }: EdmMember): boolean {
  if (value === null || value === undefined) return nullable
  if (collection) return Array.isArray(value) && value.every((item) => isSingleOfType(item, type))
  return isSingleOfType(value, type)
}

function isSingleOfType(value: Json, type: string): boolean {
  if (isJsonObject(value)) {
    const annotation = value['@odata.type']
    return typeof annotation !== 'string' || isDerivedFrom(annotation.slice(1), type)
  }
  if (typeNamed(type)?.kind === 'enum') return typeof value === 'string' && enumMembers(type).includes(value)
  switch (type) {
    case 'Edm.String':
      return typeof value === 'string'
    case 'Edm.Boolean':
      return typeof value === 'boolean'
    case 'Edm.Single':
    case 'Edm.Decimal':
      return typeof value === 'number'
    case 'Edm.Int32':
    case 'Edm.Int64':
    case 'Edm.DateTimeOffset':
    case 'Edm.Duration':
      return Number.isSafeInteger(value)
    default:
      return false
  }
}
