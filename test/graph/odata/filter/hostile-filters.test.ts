import { describe, expect, it } from 'vitest'
import { countSteps } from '../../../support/count-steps.ts'
import { HOSTILE_FILTERS, toHostilePath } from '../../../support/hostile-filters.ts'
import { setup } from '../../../support/setup.ts'

const SIZE = 64 * 1024
const BY_ID = "participants_v2/any(p:p/id eq 'x')"

describe('a hostile filter in a busy tenant', () => {
  const { emulator, graph } = setup()
  emulator.populate({ days: 20, callsPerDay: 1_000 })

  it.each(HOSTILE_FILTERS)('of 64 KB is rejected in linear time: %s', async (...filter) => {
    const named = filter[4]
    const reject = async (size: number) => {
      const { status, body } = await graph.get(`/communications${toHostilePath(filter, size)}`)
      expect([status, body.error.message]).toEqual([400, expect.stringContaining(named)])
    }
    await reject(SIZE / 2)
    const half = await countSteps(() => reject(SIZE / 2))
    const steps = await countSteps(() => reject(SIZE))
    expect(steps).toBeLessThan(3 * half)
    // A few for each character. Reading each record of the tenant would take more.
    expect(steps).toBeLessThan(10 * SIZE)
  })

  it.each([
    ['by time', 'startDateTime ge 2030-01-01'],
    ['by time in a lambda', 'participants_v2/any(p:startDateTime ge 2030-01-01)'],
    ['by an id that would have to be two', "participants_v2/any(p:p/id eq 'x' and p/id eq 'y')"],
    ['by a hundred ids', Array(100).fill(BY_ID).join(' and ')],
  ])('is answered from the indexes without reading each record: %s', async (_, filter) => {
    const { body } = await graph.get(`/communications/callRecords?$filter=${encodeURIComponent(filter)}`)
    expect(body.value).toEqual([])
    const { callRecords } = emulator.store.getState()
    const made = [...callRecords.keys()].filter((id) => !callRecords.isDeferred(id))
    expect(made).toEqual([])
  })
})
