import { describe, expect, it } from 'vitest'
import { contextSuffix, contextUrl, itemPath } from '../../../../src/graph/odata/json/context-url.ts'
import { parseQuery } from '../../../../src/graph/odata/query/parse-query.ts'

const ROOT = 'https://graph.microsoft.com/v1.0'

describe('contextUrl', () => {
  it.each([
    ['a collection', 'communications/callRecords', '', 'communications/callRecords'],
    ['an entity', 'communications/callRecords/$entity', '', 'communications/callRecords/$entity'],
    ['a selection', 'communications/callRecords', '?$select=id,type', 'communications/callRecords(id,type)'],
    ['a selected entity', 'communications/calls/$entity', '?$select=id', 'communications/calls(id)/$entity'],
    [
      'an expanded entity',
      'communications/callRecords/$entity',
      '?$expand=participants_v2',
      'communications/callRecords(participants_v2())/$entity',
    ],
    [
      'a nested expansion',
      'communications/callRecords/$entity',
      '?$expand=sessions($expand=segments)',
      'communications/callRecords(sessions(segments()))/$entity',
    ],
    [
      'all at once',
      'communications/callRecords/$entity',
      '?$expand=sessions($select=id;$expand=segments)&$select=id,version',
      'communications/callRecords(id,version,sessions(id,segments()))/$entity',
    ],
    [
      'a contained collection',
      "communications/callRecords('81ba')/sessions",
      '?$select=id',
      "communications/callRecords('81ba')/sessions(id)",
    ],
    [
      'what a function returns',
      'Collection(microsoft.graph.callRecords.pstnCallLogRow)',
      '',
      'Collection(microsoft.graph.callRecords.pstnCallLogRow)',
    ],
  ])('names %s', (_, contextPath, search, expected) => {
    const suffix = contextSuffix(parseQuery(search, { bare: false }))
    expect(contextUrl(ROOT, contextPath, suffix)).toBe(`${ROOT}/$metadata#${expected}`)
  })
})

it('itemPath names an item of a collection by its key', () => {
  expect(itemPath('communications/callRecords/$entity', '81ba')).toBe("communications/callRecords('81ba')")
  expect(itemPath('communications/calls', "o'clock")).toBe("communications/calls('o''clock')")
})
