import { describe, expect, it } from 'vitest'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'

describe('/$count', () => {
  it('returns the number of items that match a filter, as text', async () => {
    const { emulator, graph } = setup()
    for (let count = 0; count < 3; count++) {
      await graph.post(RECORDS, { startDateTime: new Date(emulator.clock.now()).toISOString() })
      await emulator.clock.advance('1h')
    }
    const whole = await graph.get(`${RECORDS}/$count`, { accept: 'text/plain' })
    expect([whole.status, whole.headers.get('content-type'), whole.body]).toEqual([200, 'text/plain', '3'])
    const some = await graph.get(`${RECORDS}/$Count?$filter=startDateTime ge 2026-01-05T10:00:00Z`)
    expect(some.body).toBe('2')
  })

  it.each([
    ['GET', `${RECORDS}/$count?$top=1`, 400, 'Query parameter $top not allowed'],
    ['GET', `${RECORDS}/$count?$filter=version eq 1`, 400, "'eq' is not supported for 'version'"],
    ['POST', `${RECORDS}/$count`, 405, 'method is not allowed'],
    ['GET', `${CALLS}/$count`, 400, "Resource not found for the segment '$count'."],
    ['GET', '/subscriptions/$count', 400, "Resource not found for the segment '$count'."],
  ])('is rejected: %s %s', async (method, path, status, message) => {
    const { graph } = setup()
    const answer = await graph.send(method, path, method === 'POST' ? {} : undefined)
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
  })
})
