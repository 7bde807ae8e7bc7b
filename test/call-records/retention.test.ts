import { describe, expect, it } from 'vitest'
import { endedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const RECORDS = '/communications/callRecords'
const DAYS_30 = 30 * 24 * 60 * 60_000

/** The record of an ended call, and when that call started. */
async function recordCall() {
  const world = await endedCall(setup())
  const path = `${RECORDS}/${world.call.callChainId}`
  const { body } = await world.graph.get(path)
  return { ...world, path, startedAt: Date.parse(body.startDateTime) }
}

describe('a call record', () => {
  it('exists for exactly 30 days after the start of the call', async () => {
    const { emulator, graph, path, startedAt } = await recordCall()
    await emulator.clock.advance(startedAt + DAYS_30 - emulator.clock.now())
    expect((await graph.get(path)).status).toBe(200)
    expect((await graph.get(RECORDS)).body.value).toHaveLength(1)
    await emulator.clock.advance(1)
    expect((await graph.get(path)).status).toBe(404)
    expect((await graph.get(RECORDS)).body.value).toHaveLength(0)
  })

  it('exists for 30 days after its call when a client has written an earlier start', async () => {
    const { emulator, graph, path } = await recordCall()
    expect((await graph.patch(path, { startDateTime: '2020-01-01T09:00:00Z' })).status).toBe(200)
    await emulator.clock.advance('29d')
    expect((await graph.get(path)).body.startDateTime).toBe('2020-01-01T09:00:00Z')
    expect((await graph.get(RECORDS)).body.value).toHaveLength(1)
    await emulator.clock.advance('2d')
    expect((await graph.get(path)).status).toBe(404)
    expect((await graph.get(RECORDS)).body.value).toEqual([])
  })

  it('does not expire when a client has created it', async () => {
    const { emulator, graph } = setup()
    const { body } = await graph.post(RECORDS, { startDateTime: '2020-01-01T09:00:00Z' })
    await emulator.clock.advance('400d')
    await graph.post(RECORDS, {})
    expect((await graph.get(`${RECORDS}/${body.id}`)).status).toBe(200)
  })
})
