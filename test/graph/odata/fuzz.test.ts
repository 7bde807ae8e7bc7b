import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/engine/values/json.ts'
import { enumMembers, membersOf, typeNamed } from '../../../src/graph/edm/schema.ts'
import { GraphError } from '../../../src/graph/errors/graph-error.ts'
import { graphErrors } from '../../../src/graph/errors/graph-errors.ts'
import { serializeToText } from '../../../src/graph/odata/json/serialize.ts'
import { validate, validateParameters } from '../../../src/graph/odata/json/validate.ts'
import { checkQuery } from '../../../src/graph/odata/query/check-query.ts'
import { parseQuery } from '../../../src/graph/odata/query/parse-query.ts'
import v1 from '../edm/fixture/v1-metadata.json' with { type: 'json' }

const structured = Object.keys(v1.types).filter((name) => typeNamed(name)?.kind !== 'enum')
const actions = v1.operations.map(({ name }) => name)

const options = fc.record({
  strict: fc.boolean(),
  required: fc.boolean(),
  unknown: fc.constantFrom('keep', 'refuse'),
  fail: fc.constant((path: string, problem: string) => graphErrors.invalidProperty(path, problem)),
})

/** JSON with names and values of the types, so that it passes the first checks. */
const nearlyRight: fc.Arbitrary<Json> = fc.letrec<{ json: Json; object: JsonObject; list: Json[] }>((tie) => {
  const names = [
    ...new Set(structured.flatMap((type) => [...membersOf(type).keys()])),
    '@odata.type',
    '__proto__',
    'constructor',
    'x@odata.type',
  ]
  const texts = [
    'String',
    '',
    'unknownFutureValue',
    'running',
    'AUDIO',
    '2026-01-05T09:00:00Z',
    'PT1S',
    ...structured.map((type) => `#${type}`),
  ]
  return {
    json: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom<Json>(null, true, 0, -1, 1.5, 2 ** 31, 1e300, ...texts),
      tie('object'),
      tie('list'),
    ),
    object: fc
      .array(fc.tuple(fc.constantFrom(...names), tie('json')), { maxLength: 6 })
      .map((members) =>
        JSON.parse(`{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`),
      ),
    list: fc.array(tie('json'), { maxLength: 3 }),
  }
}).json

/** Fails the test for any exception but GraphError. */
function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof GraphError) return undefined
    throw error
  }
}

describe('arbitrary input', () => {
  it('a value is rejected, or it can be written and is accepted again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...structured),
        fc.oneof(fc.jsonValue(), nearlyRight),
        options,
        (type, value, given) => {
          const read = attempt(() => validate(type, value, given))
          if (!read) return
          expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
          expect(validate(type, read, given)).toEqual(read)
          for (const types of ['always', 'derived'] as const) {
            const inlineContext = { serviceRoot: 'https://graph.microsoft.com/v1.0', context: 'communications/things' }
            const style = { types, nulls: types === 'always', unknownEnumMembers: true, inlineContext }
            const text = serializeToText(type, read, style)
            // Compares lengths, because JSON.parse puts names that look like numbers first. A duplicate name would be lost.
            expect(JSON.stringify(JSON.parse(text))).toHaveLength(text.length)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('the parameters of an action are accepted or rejected', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.oneof(fc.jsonValue(), nearlyRight),
        options,
        (action, body, given) => {
          attempt(() => validateParameters(action, body, given))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('a query is accepted or rejected', () => {
    const pieces = [
      '$select=',
      '$expand=',
      '$filter=',
      '$top=',
      '$skiptoken=',
      'id',
      'sessions',
      '(',
      ')',
      ';',
      ',',
      '&',
      '/',
      "'",
      '%',
      '%27',
      '*',
      '1',
      ' eq ',
      'any',
    ]
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...pieces)).map((list) => list.join('')),
        ),
        fc.boolean(),
        (search, bare) => {
          attempt(() => {
            const query = parseQuery(`?${search}`, { bare })
            checkQuery(query, 'microsoft.graph.callRecords.callRecord', { options: ['select', 'filter', 'top'] })
          })
        },
      ),
      { numRuns: 500 },
    )
  })
})

it('every member of every enumeration is accepted in any case, except the sentinel', () => {
  for (const type of structured) {
    for (const member of membersOf(type).values()) {
      if (typeNamed(member.type)?.kind !== 'enum') continue
      for (const name of enumMembers(member.type)) {
        const value = { [member.name]: member.collection ? [name.toUpperCase()] : name.toUpperCase() }
        const read = attempt(() =>
          validate(type, value, {
            strict: true,
            required: false,
            unknown: 'refuse',
            fail: (path, problem) => graphErrors.invalidProperty(path, problem),
          }),
        )
        if (typeNamed(type)?.abstract && !read) continue
        const expected = name === 'unknownFutureValue' ? undefined : member.collection ? [name] : name
        expect(read?.[member.name], `${type}/${member.name}`).toEqual(expected)
      }
    }
  }
})
