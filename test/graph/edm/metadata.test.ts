import { describe, expect, it } from 'vitest'
import type { ActionFacts, MetadataFacts, TypeFacts } from '../../../src/graph/edm/facts.ts'
import { v1Metadata } from '../../../src/graph/edm/metadata.ts'
import { betaAndObserved } from '../../../src/graph/edm/types/beta-and-observed.ts'
import v1 from './fixture/v1-metadata.json' with { type: 'json' }

describe('the metadata of v1.0', () => {
  it("has every type of Graph's metadata that is listed, with its members in order", () => {
    const types = v1Metadata.flatMap(toTypes)
    expect(Object.fromEntries(types)).toEqual(v1.types)
    for (const [name, type] of types) {
      expect(JSON.stringify(membersIn(type)), name).toBe(JSON.stringify(membersIn(at(v1.types, name))))
    }
  })

  it("has every listed action and function of Graph's metadata, with its parameters in order", () => {
    const byName = (one: { name: string; boundTo: string }) => `${one.name} ${one.boundTo}`
    const sorted = (list: readonly { name: string; boundTo: string }[]) =>
      list.toSorted((left, right) => (byName(left) < byName(right) ? -1 : 1))
    expect(sorted(v1Metadata.flatMap(toOperations))).toEqual(sorted(v1.operations))
    expect(JSON.stringify(sorted(v1Metadata.flatMap(toOperations)).map((one) => at(one, 'parameters')))).toBe(
      JSON.stringify(sorted(v1.operations).map((one) => at(one, 'parameters'))),
    )
  })

  it('names each type once', () => {
    const names = v1Metadata.flatMap(toTypes).map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the metadata beyond v1.0', () => {
  it('adds members to types or replaces enumerations, and contradicts no property', () => {
    for (const [name, type] of toTypes(betaAndObserved)) {
      const added = Object.keys(at(type, 'properties') ?? {})
      const known = Object.keys(at(at(v1.types, name) ?? {}, 'properties') ?? {})
      expect(
        known.filter((property) => added.includes(property)),
        name,
      ).toEqual([])
    }
  })

  it('keeps all members of the enumerations that it replaces, apart from their case', () => {
    for (const [name, type] of toTypes(betaAndObserved)) {
      const before = at(at(v1.types, name) ?? {}, 'members')
      if (!Array.isArray(before)) continue
      const lower = (members: unknown) => String(members).toLowerCase().split(',')
      expect(lower(at(type, 'members')), name).toEqual(expect.arrayContaining(lower(before)))
    }
  })
})

/** The facts in the notation of the fixture. */
function toTypes({ namespace, enums, flagEnums, complexTypes, entityTypes }: MetadataFacts): [string, object][] {
  const enumerations = (group: Readonly<Record<string, string>> = {}, flags: boolean) =>
    Object.entries(group).map(([name, members]): [string, object] => [
      `${namespace}.${name}`,
      { kind: 'enum', flags, members: members.trim().split(/\s+/) },
    ])
  const structured = (group: Readonly<Record<string, TypeFacts>> = {}, kind: string) =>
    Object.entries(group).map(([name, facts]): [string, object] => {
      const { base, abstract, open, properties = {}, contains, elided } = facts
      const described = {
        ...(base && { base: whole(base, namespace) }),
        ...(abstract && { abstract }),
        ...(open && { open }),
        properties: mapValues(properties, (type) => whole(type, namespace)),
        ...(contains && { navigation: mapValues(contains, (type) => `${whole(type, namespace)} contained`) }),
      }
      return [`${namespace}.${name}`, { kind, ...(elided ? { elided } : described) }]
    })
  return [
    ...enumerations(enums, false),
    ...enumerations(flagEnums, true),
    ...structured(complexTypes, 'complex'),
    ...structured(entityTypes, 'entity'),
  ]
}

function toOperations({ namespace, actions = {}, functions = {} }: MetadataFacts) {
  const operations = (kind: string, group: Readonly<Record<string, Readonly<Record<string, ActionFacts>>>>) =>
    Object.entries(group).flatMap(([bound, byName]) =>
      Object.entries(byName).map(([name, { parameters = {}, returns }]) => ({
        kind,
        name: `${namespace}.${name}`,
        bound: true,
        boundTo: whole(bound, namespace),
        parameters: mapValues(parameters, (type) => whole(type, namespace)),
        returns: returns ? whole(returns, namespace) : null,
      })),
    )
  return [...operations('action', actions), ...operations('function', functions)]
}

function whole(short: string, namespace: string): string {
  const [, name = '', collection, required = ''] = /^([\w.]+)(\[\])?(!)?$/.exec(short) ?? []
  const type = name.includes('.') ? name : /^[A-Z]/.test(name) ? `Edm.${name}` : `${namespace}.${name}`
  return `${collection ? `Collection(${type})` : type}${required}`
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}

function membersIn(type: unknown): unknown {
  return [at(type, 'members'), at(type, 'properties'), at(type, 'navigation')]
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
