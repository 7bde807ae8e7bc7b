import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../../../src/engine/values/json.ts'
import { checkFilter } from '../../../../src/graph/odata/filter/check-filter.ts'
import type { FilterRules } from '../../../../src/graph/odata/filter/filter-rules.ts'
import { matches } from '../../../../src/graph/odata/filter/matches.ts'
import { parseFilter } from '../../../../src/graph/odata/filter/parse-filter.ts'
import { refusalOf } from '../refusal.ts'

const RECORD = 'microsoft.graph.callRecords.callRecord'

/** How often patterns are tried, and how many characters they match. */
function countSteps(run: () => void): number {
  let steps = 0
  const { exec } = RegExp.prototype
  const spy = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    const found = exec.call(this, text)
    steps += 1 + (found?.[0].length ?? 0)
    return found
  })
  try {
    run()
  } finally {
    spy.mockRestore()
  }
  return steps
}

describe('parseFilter', () => {
  it('returns plain data', () => {
    expect(parseFilter("startDateTime ge 2026-01-05T09:00:00Z and participants_v2/any(p:p/id eq 'o''clock')")).toEqual({
      kind: 'and',
      nodes: [
        {
          kind: 'compare',
          path: { variable: undefined, segments: ['startDateTime'] },
          operator: 'ge',
          literal: { kind: 'dateTime', value: Date.UTC(2026, 0, 5, 9) },
        },
        {
          kind: 'any',
          path: { variable: undefined, segments: ['participants_v2'] },
          variable: 'p',
          node: {
            kind: 'compare',
            path: { variable: 'p', segments: ['id'] },
            operator: 'eq',
            literal: { kind: 'string', value: "o'clock" },
          },
        },
      ],
    })
  })

  it('binds and tighter than or, and not tighter than and', () => {
    expect(parseFilter('a eq 1 or b eq 2 and not c eq 3')).toMatchObject({
      kind: 'or',
      nodes: [{ kind: 'compare' }, { kind: 'and', nodes: [{ kind: 'compare' }, { kind: 'not' }] }],
    })
    expect(parseFilter('(a eq 1 or b eq 2) and c eq 3')).toMatchObject({ kind: 'and', nodes: [{ kind: 'or' }, {}] })
  })

  it.each([
    ['a eq null', { kind: 'null', value: null }],
    ['a eq true', { kind: 'boolean', value: true }],
    ['a eq -1.5e3', { kind: 'number', value: -1500 }],
    ["a eq ''", { kind: 'string', value: '' }],
    ['a eq 2026-01-05', { kind: 'dateTime', value: Date.UTC(2026, 0, 5) }],
    ['a eq 2026-01-05T09:00+01:00', { kind: 'dateTime', value: Date.UTC(2026, 0, 5, 8) }],
    ['a eq 821809F5-0000-0000-0000-3b5136c0e777', { kind: 'guid', value: '821809F5-0000-0000-0000-3b5136c0e777' }],
    ['a', { kind: 'boolean', value: true }],
  ])('parses the value in %s', (text, literal) => {
    expect(parseFilter(text)).toMatchObject({ kind: 'compare', operator: 'eq', literal })
  })

  it('accepts the value on either side', () => {
    for (const [flipped, operator] of [
      ['eq', 'eq'],
      ['ne', 'ne'],
      ['lt', 'gt'],
      ['le', 'ge'],
      ['gt', 'lt'],
      ['ge', 'le'],
    ]) {
      expect(parseFilter(`5 ${flipped} a`)).toEqual(parseFilter(`a ${operator} 5`))
    }
  })

  it.each(['(a eq 1)', 'not a', 'a/any(x:x eq 1)'])('limits how deep %s is nested, not how often it occurs', (text) => {
    expect(() => parseFilter(Array(60).fill(text).join(' and '))).not.toThrow()
  })

  it('parses a name as a property again after a lambda with a variable of that name', () => {
    expect(parseFilter('a/any(p:p eq 1) and p eq 2')).toMatchObject({
      nodes: [
        { kind: 'any', node: { path: { variable: 'p', segments: [] } } },
        { kind: 'compare', path: { variable: undefined, segments: ['p'] } },
      ],
    })
  })

  it.each([
    ['', 0, 'expected a property or a value, but found the end'],
    ['   ', 3, 'expected a property or a value, but found the end'],
    ['a', undefined, ''],
    ['a eq', 4, 'expected a value (text in single quotes), but found the end'],
    ['a eq b', 5, "expected a value (text in single quotes), but found 'b'"],
    ['a is 1', 2, "expected one of eq, ne, gt, ge, lt, le, in, but found 'is 1'"],
    ['a EQ 1', 2, "expected one of eq, ne, gt, ge, lt, le, in, but found 'EQ 1'"],
    ['a eq 1 b', 7, "expected 'and', 'or' or the end, but found 'b'"],
    ['a eq 1 and', 10, 'expected a property or a value'],
    ['(a eq 1', 7, "expected ')', but found the end"],
    ['a eq 1)', 6, "but found ')'"],
    ["a eq 'open", 5, "expected a closing quote after this one, but found ''open'"],
    ["a eq 'open''", 5, 'expected a closing quote'],
    ['a eq 2026-02-30T00:00:00Z', 5, "expected a calendar date, such as '2026-01-05T09:00:00Z'"],
    ['a eq 2026-01-05T00:00:00', 5, 'expected a value'],
    ['a eq 12abc', 5, 'expected a value'],
    ["tolower(a) eq 'x'", 0, 'expected a property, or one of startswith, endswith, contains'],
    ['any(p:p eq 1)', 0, 'expected a property, or one of startswith'],
    ['contains(a, 5)', 13, 'expected text in single quotes'],
    ['a in 1', 5, "expected '(', but found '1'"],
    ['a in ()', 6, 'expected a value'],
    ['a in (1, 2', 10, "expected ')'"],
    ['a/any(p/id eq 1)', 6, 'expected the name of a variable'],
    ['a/any(p id eq 1)', 8, "expected ':'"],
    ['a/all()', 6, 'expected the name of a variable'],
    [`${'('.repeat(60)}a`, 51, 'expected no more than 50 levels'],
    [`${'not '.repeat(60)}a`, 204, 'expected no more than 50 levels'],
  ])('names the position of the error in %j', (text, position, message) => {
    if (position === undefined) return expect(() => parseFilter(text)).not.toThrow()
    const refusal = refusalOf(() => parseFilter(text))
    expect(refusal).toContain(`Invalid filter clause: Syntax error at position ${position}: `)
    expect(refusal).toContain(message)
  })

  it.each([
    ['conditions', (size: number) => 'a eq 1 and '.repeat(size / 11).concat('a eq 1')],
    ['a list', (size: number) => `a in (${"'x',".repeat(size / 4)}'x')`],
    ['text', (size: number) => `a eq '${'x'.repeat(size)}'`],
    ['doubled quotes', (size: number) => `a eq '${"''".repeat(size / 2)}'`],
    ['doubled quotes without an end', (size: number) => `a eq '${"''".repeat(size / 2)}`],
    ['parentheses', (size: number) => '('.repeat(size)],
    ['negations', (size: number) => 'not '.repeat(size / 4)],
    ['lambdas', (size: number) => 'a/any(p:'.repeat(size / 8)],
    ['a name', (size: number) => 'a'.repeat(size)],
    ['a path', (size: number) => `${'a/'.repeat(size / 2)}a eq 1`],
    ['digits', (size: number) => `a eq ${'1'.repeat(size)}x`],
    ['a date', (size: number) => `a eq 2026-01-05T${'1:'.repeat(size / 2)}`],
    ['white space', (size: number) => ' '.repeat(size)],
    ['conditions without an end', (size: number) => 'a eq 1 or '.repeat(size / 10)],
  ])('takes linear time: %s', (_, textOf) => {
    const steps = [2_048, 65_536].map((size) => countSteps(() => attempt(textOf(size))))
    expect(steps[0]).toBeGreaterThan(0)
    expect(steps[1]).toBeLessThanOrEqual(40 * (steps[0] ?? 0))
    expect(steps[1]).toBeLessThanOrEqual(20 * 65_536)
  })

  it('takes linear time for any text', () => {
    const pieces = [
      'a',
      'b/c',
      ' eq ',
      ' in ',
      '(',
      ')',
      ',',
      "'",
      "''",
      '1',
      '-',
      '2026-01-05',
      ' and ',
      ' or ',
      ' not ',
      '/any(x:',
      'x',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 400 }), (list) => {
        const text = list.join('')
        expect(countSteps(() => attempt(text))).toBeLessThanOrEqual(20 * text.length + 50)
      }),
    )
  })

  it('rejects any other text with a syntax error', () => {
    const pieces = [
      'a',
      'p',
      '/',
      'any',
      'all',
      '(',
      ')',
      ':',
      ',',
      ' ',
      'eq',
      'in',
      'not',
      'and',
      'or',
      "'",
      "'x'",
      '1',
      'null',
      '2026-01-05',
    ]
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...pieces)).map((list) => list.join(' ')),
        ),
        (text) => {
          try {
            parseFilter(text)
          } catch (error) {
            expect(error).toHaveProperty('message', expect.stringMatching(/^Invalid filter clause: /))
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('matches', () => {
  const record = {
    version: 3,
    type: 'groupCall',
    startDateTime: Date.UTC(2026, 0, 5, 9),
    endDateTime: '2026-01-05T10:00:00+01:00',
    joinWebUrl: null,
    isTest: true,
    modalities: ['audio', 'video'],
    participants_v2: [
      { id: 'a', identity: { user: { displayName: 'Abbie' } } },
      { id: 'B', identity: {} },
    ],
  }

  it.each([
    ['version eq 3', true],
    ['version ne 3', false],
    ['version gt 2 and version le 3', true],
    ['version lt 3 or version ge 4', false],
    ['not (version eq 3)', false],
    ["type eq 'groupCall'", true],
    ["type eq 'GROUPCALL'", false],
    ["type in ('peerToPeer', 'groupCall')", true],
    ['startDateTime ge 2026-01-05T09:00:00Z', true],
    ['startDateTime lt 2026-01-05T10:00:00+01:00', false],
    ['endDateTime eq 2026-01-05T09:00:00Z', true],
    ['startDateTime gt 2026-01-04', true],
    ['joinWebUrl eq null', true],
    ['joinWebUrl ne null', false],
    ['missing eq null', true],
    ["joinWebUrl ne 'x'", true],
    ["joinWebUrl gt 'x'", false],
    ["joinWebUrl le 'x'", false],
    ["startswith(joinWebUrl,'x')", false],
    ["startswith(type, 'group') and endswith(type, 'Call') and contains(type, 'pC')", true],
    ["contains(type,'xyz')", false],
    ['isTest', true],
    ['not isTest', false],
    ["version eq '3'", false],
    ["version ne '3'", true],
    ["participants_v2/any(p:p/id eq 'a')", true],
    ["participants_v2/any(p:p/id eq 'b')", false],
    ["participants_v2/all(p:p/id ne 'c')", true],
    ["participants_v2/any(p:p/identity/user/displayName eq 'Abbie' and p/id eq 'a')", true],
    ["participants_v2/any(p:p/identity/user/displayName eq 'Abbie' and p/id eq 'B')", false],
    ["modalities/any(m:m eq 'video')", true],
    ["modalities/any(m:m eq 'data')", false],
    ['modalities/any()', true],
    ['missing/any()', false],
    ["missing/all(x:x eq 'y')", true],
    ["participants_v2/any(p:modalities/any(m:m eq 'video' and p/id eq 'a' and version eq 3))", true],
    ['constructor ne null', false],
    ['toString/length eq null', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(parseFilter(text), record)).toBe(expected)
  })

  it('compares GUIDs in any case', () => {
    const id = '821809F5-0000-0000-0000-3b5136c0e777'
    expect(matches(parseFilter(`id eq ${id.toLowerCase()}`), { id })).toBe(true)
    expect(matches(parseFilter(`id in (${id.toUpperCase()})`), { id })).toBe(true)
  })

  it('reads each item once for each condition', () => {
    const texts = (conditions: number) => Array.from({ length: conditions }, () => "p/id ne 'x'").join(' and ')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (conditions, length) => {
        let reads = 0
        const item = {
          get id() {
            reads++
            return 'a'
          },
        }
        const value = { participants_v2: Array.from({ length }, () => item) }
        expect(matches(parseFilter(`participants_v2/all(p:${texts(conditions)})`), value)).toBe(true)
        expect(reads).toBe(conditions * length)
      }),
    )
  })

  it('agrees with a naive implementation for any condition', () => {
    interface Condition {
      readonly text: string
      readonly holds: (value: JsonObject) => boolean
    }
    const comparison = fc
      .record({
        name: fc.constantFrom('a', 'b'),
        operator: fc.constantFrom('eq', 'ne', 'gt', 'le'),
        right: fc.integer({ min: 0, max: 3 }),
      })
      .map(
        ({ name, operator, right }): Condition => ({
          text: `${name} ${operator} ${right}`,
          holds: (value) => {
            const left = Number(value[name])
            return operator === 'eq'
              ? left === right
              : operator === 'ne'
                ? left !== right
                : operator === 'gt'
                  ? left > right
                  : left <= right
          },
        }),
      )
    const { condition } = fc.letrec<{ condition: Condition; not: Condition; joined: Condition }>((tie) => ({
      condition: fc.oneof({ maxDepth: 4 }, comparison, tie('not'), tie('joined')),
      not: tie('condition').map(({ text, holds }) => ({ text: `not (${text})`, holds: (value) => !holds(value) })),
      joined: fc
        .record({ left: tie('condition'), right: tie('condition'), and: fc.boolean() })
        .map(({ left, right, and }) => ({
          text: `(${left.text}) ${and ? 'and' : 'or'} (${right.text})`,
          holds: (value) => (and ? left.holds(value) && right.holds(value) : left.holds(value) || right.holds(value)),
        })),
    }))
    const value = fc.record({ a: fc.integer({ min: 0, max: 3 }), b: fc.integer({ min: 0, max: 3 }) })
    fc.assert(
      fc.property(condition, value, ({ text, holds }, given) => {
        expect(matches(parseFilter(text), given), text).toBe(holds(given))
      }),
      { numRuns: 300 },
    )
  })
})

describe('checkFilter', () => {
  const check = (text: string, rules?: FilterRules, type = RECORD) => checkFilter(parseFilter(text), type, rules)
  /** @see https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords */
  const rules: FilterRules = {
    join: ['and'],
    conditions: { startDateTime: ['lt', 'le', 'gt', 'ge'], 'participants_v2/any/id': ['eq'] },
  }
  const SUPPORTED = 'Supported: startDateTime (lt, le, gt, ge); participants_v2/any/id (eq); joined by and.'

  it.each([
    'startDateTime ge 2026-01-05T09:00:00Z',
    'startDateTime ge 2026-01-05T09:00:00Z and startDateTime lt 2026-01-06',
    "participants_v2/any(p:p/id eq 'x')",
    "participants_v2/any(p:p/id eq 'x') and (startDateTime lt 2026-01-06T00:00:00Z)",
    "participants_v2/any(p:p/id eq 'x' and p/id eq 'y')",
  ])('accepts %s where the resource supports it', (text) => {
    expect(() => check(text, rules)).not.toThrow()
  })

  it.each([
    ['startDateTime eq 2026-01-05T09:00:00Z', `'eq' is not supported for 'startDateTime'. ${SUPPORTED}`],
    ['startDateTime in (2026-01-05T09:00:00Z)', "'in' is not supported for 'startDateTime'."],
    ["id eq 'x'", "'eq' is not supported for 'id'."],
    ["participants_v2/all(p:p/id eq 'x')", "'eq' is not supported for 'participants_v2/all/id'."],
    ["participants_v2/any(p:p/id ne 'x')", "'ne' is not supported for 'participants_v2/any/id'."],
    ['participants_v2/any()', `'any()' without a condition is not supported. ${SUPPORTED}`],
    ["participants_v2/any(p:id eq 'x')", "'eq' is not supported for 'id'."],
    ['startDateTime lt 2026-01-06 or startDateTime gt 2026-01-06', `'or' is not supported. ${SUPPORTED}`],
    ['not startDateTime lt 2026-01-06', "'not' is not supported."],
    ["contains(joinWebUrl, 'x')", "'contains' is not supported for 'joinWebUrl'."],
    ['startDateTime ge null', `'startDateTime' cannot be compared with null: it always has a value. ${SUPPORTED}`],
    ['participants_v2/any(p:p/id eq null)', "'participants_v2/any/id' cannot be compared with null"],
  ])('rejects %s where the resource does not support it', (text, message) => {
    expect(refusalOf(() => check(text, rules))).toContain(`Invalid filter clause: ${message}`)
  })

  it.each([
    ['one after another', (inside: string) => inside],
    ['in a lambda', (inside: string) => `participants_v2/any(p:${inside})`],
  ])('accepts at most a hundred conditions: %s', (_, around) => {
    const filter = (count: number) => around(Array(count).fill('startDateTime ge 2026-01-05').join(' and '))
    expect(() => check(filter(100), rules)).not.toThrow()
    expect(refusalOf(() => check(filter(101), rules))).toBe(
      "Invalid filter clause: The node count limit of '100' has been exceeded: there are 101 conditions.",
    )
  })

  it.each([
    ['colour eq 1', "Could not find a property named 'colour' on type 'microsoft.graph.callRecords.callRecord'."],
    ['constructor eq null', "Could not find a property named 'constructor'"],
    [
      "startDateTime lt '2026-01-06'",
      "'startDateTime' is of type Edm.DateTimeOffset and cannot be compared with a literal of type Edm.String.",
    ],
    [
      "sessions/any(s:s/isTest eq 'true')",
      "'sessions/any/isTest' is of type Edm.Boolean and cannot be compared with a literal of type Edm.String.",
    ],
    [
      'id eq 821809f5-0000-0000-0000-3b5136c0e777',
      "'id' is of type Edm.String and cannot be compared with a literal of type Edm.Guid.",
    ],
    [
      'type',
      "'type' is of type microsoft.graph.callRecords.callType and cannot be compared with a literal of type Edm.Boolean.",
    ],
    ["contains(version, '1')", "'version' is of type Edm.Int64 and cannot be compared"],
    ["organizer eq 'x'", "'organizer' is of type microsoft.graph.identitySet and cannot be compared"],
    ["modalities eq 'audio'", "'modalities' is a collection. Use 'modalities/any(x:x eq …)'."],
    ["sessions/id eq 'x'", "'sessions/id' leads through a collection. Use 'any' or 'all'."],
    // Each level would iterate over all participants again.
    [
      `${'participants_v2/any(p:'.repeat(9)}p/id eq 'x'${')'.repeat(9)}`,
      "'participants_v2/any' must begin with the variable of the enclosing lambda.",
    ],
    [
      "sessions/any(s:s/segments/any(g:s/segments/any(h:h/id eq 'x')))",
      "'sessions/any/segments/any' must begin with the variable",
    ],
    ["organizer/any(o:o/id eq 'x')", "'any' requires a collection, and 'organizer' is not one."],
  ])('rejects %s for every resource', (text, message) => {
    expect(refusalOf(() => check(text))).toContain(`Invalid filter clause: ${message}`)
  })

  it.each([
    "type eq 'groupCall'",
    'organizer eq null',
    "organizer/user/id eq 'x'",
    "organizer/somethingDynamic eq 'x'",
    "modalities/any(m:m eq 'audio')",
    "participants/any(p:p/id eq 'x' or p/user/id in ('a', 'b'))",
    "sessions/any(s:s/segments/any(g:g/id eq 'x') and s/isTest)",
    // The inner variable hides the outer one of the same name.
    "sessions/any(s:s/segments/any(s:s/media/any(m:m/label eq 'x')))",
  ])('accepts %s without rules', (text) => {
    expect(() => check(text)).not.toThrow()
  })
})

/** Parses text that may be invalid, and fails for any exception but a syntax error. */
function attempt(text: string): void {
  try {
    parseFilter(text)
  } catch (error) {
    expect(error).toHaveProperty('message', expect.stringMatching(/^Invalid filter clause: /))
  }
}
