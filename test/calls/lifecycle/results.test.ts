import { describe, expect, it } from 'vitest'
import { operationResults, results } from '../../../src/calls/lifecycle/results.ts'

const all = { ...results, ...operationResults }

describe('Result codes', () => {
  it.each(Object.entries(all))('have a code, a subcode and a message: %s', (_, { code, subcode, message }) => {
    expect(Number.isSafeInteger(code) && code >= 0 && code < 1_000).toBe(true)
    expect(Number.isSafeInteger(subcode) && subcode >= 0).toBe(true)
    expect(message).not.toBe('')
  })

  it.each([
    ['the results of calls', results],
    ['the results of operations', operationResults],
  ])('are unique among %s', (_, named) => {
    const codes = Object.values(named).map(({ code, subcode }) => `${code}/${subcode}`)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('match Graph’s documentation to the letter', () => {
    expect(results.conversationEnded).toEqual({ code: 200, subcode: 5001, message: 'The conversation has ended.' })
    expect(results.transferCompleted).toEqual({ code: 0, subcode: 7015, message: 'GracefulTransferCompleted' })
    expect(operationResults.completed).toEqual({ code: 200, subcode: 0, message: 'Action completed successfully.' })
    expect(operationResults.maxRecordDurationReached).toEqual({
      code: 200,
      subcode: 8515,
      message: 'Action completed, max record duration reached.',
    })
    expect(operationResults.cancelled).toEqual({
      code: 400,
      subcode: 8508,
      message: 'Action failed, the operation was cancelled.',
    })
  })

  it('cover every code in Graph’s list', () => {
    const listed =
      '200/4097 200/4521 200/5000 200/5001 200/5002 200/5003 200/5007 200/5010 200/5012 200/5013 200/5014 200/5020 ' +
      '200/5030 200/5300 200/5855 200/7000 200/7015 200/10550 200/18503 200/540000 200/560000 408/8537 408/1106 ' +
      '408/10057 410/301005 480/10037 480/10076 480/10134 480/10199 500/1005'
    const codes = Object.values(results).map(({ code, subcode }) => `${code}/${subcode}`)
    expect(codes).toEqual(expect.arrayContaining(listed.split(' ')))
  })
})
