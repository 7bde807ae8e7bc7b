import { describe, expect, it } from 'vitest'
import { createCallRecordsReader } from '../../playground/call-quality/call-records.ts'
import { type QualityCall, toQualityCall } from '../../playground/call-quality/quality-call.ts'
import type { Send } from '../../playground/graph-request.ts'
import { defineScenario, type Scenario, scenarios } from '../../src/index.ts'
import { ALEX, aGroupCall, anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

type World = ReturnType<typeof setup>

/** The calls as the app reads them: listed, and then in a batch. */
async function read({ emulator }: World, participantId?: string): Promise<QualityCall[]> {
  const send: Send = (method, address, body) =>
    emulator.fetch(address.startsWith('/') ? `https://graph.microsoft.com/v1.0${address}` : address, {
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    })
  const reader = createCallRecordsReader(send, () => Promise.reject(new Error('Graph is not busy.')))
  const { records } = await reader.list({ since: 0, participantId })
  const calls: QualityCall[] = []
  for await (const details of reader.details(records)) {
    for (const record of records)
      if (details.has(record.id ?? '')) calls.push(toQualityCall(record, details.get(record.id ?? '')))
  }
  return calls
}

async function callOnce(scenario: Scenario, body: object = anOutgoingCall()): Promise<QualityCall | undefined> {
  const world = setup({ scenarios: [scenario] })
  const call = await createCall(world.graph, body)
  await world.emulator.clock.advance('1min')
  await world.graph.delete(`/communications/calls/${call.id}`)
  await world.emulator.clock.runToIdle()
  const calls = await read(world)
  return calls[0]
}

const lossy = defineScenario({
  name: 'much is lost',
  match: { direction: 'outgoing' },
  steps: [
    { after: '2s', do: 'answer' },
    { do: 'network', profile: 'lossy' },
  ],
})

describe('how a call was, as the app tells by its record,', () => {
  it.each([
    ['a call over good networks', scenarios.answered, 'good', []],
    ['a call over poor Wi-Fi', scenarios.poorWifi, 'poor', [/^jitter \d+ ms$/]],
    [
      'a call over a network that loses much',
      lossy,
      'poor',
      [/^packet loss \d+\.\d %$/, /^concealed \d+\.\d %$/, /^degradation \d\.\d\d MOS$/],
    ],
    ['a call that was dropped', scenarios.droppedMidCall, 'failed', [/ in mid-call$/]],
  ] as const)('agrees with what happened: %s', async (_, scenario, verdict, reasons) => {
    const call = await callOnce(scenario)
    expect(call).toMatchObject({ verdict, kind: 'Call' })
    // How severe it is decides how many there are.
    for (const reason of reasons) expect(call?.reasons).toContainEqual(expect.stringMatching(reason))
    expect(call?.reasons.length).toBeGreaterThanOrEqual(reasons.length)
    if (verdict === 'good') expect(call?.reasons).toEqual([])
  })

  it('says of the Wi-Fi how strong its signal was, and of whom', async () => {
    const call = await callOnce(scenarios.poorWifi)
    expect(call?.who).toMatch(/ → Adele Vance$/)
    const people = call?.sessions.flatMap((session) => session.people) ?? []
    const adele = people.find(({ name }) => name === 'Adele Vance')
    expect(adele?.connections.join()).toMatch(/Wi-Fi (2.4|5) GHz, signal \d+ %/)
    expect(adele?.feedback?.rating).toMatch(/Bad|Poor/)
  })

  it('names the organizer of a group call, and how many others there were', async () => {
    const call = await callOnce(scenarios.answered, aGroupCall())
    expect(call).toMatchObject({ kind: 'Group call', verdict: 'good', who: expect.stringMatching(/ and 2 others$/) })
    expect(call?.sessions).toHaveLength(3)
  })

  it('judges every call of a past, and knows the office with bad Wi-Fi by its people', async () => {
    const world = setup()
    const { people } = world.emulator.populate({ days: 3, callsPerDay: 20 })
    const warehouse = people.filter(({ office }) => office === 'Warehouse')
    expect(warehouse.map(({ id }) => id)).toContain(ALEX)
    const ofAll = await read(world)
    const ofAlex = await read(world, ALEX)
    const poorIn = (calls: readonly QualityCall[]) =>
      calls.filter(({ verdict }) => verdict === 'poor').length / calls.length
    expect(ofAlex.length).toBeGreaterThan(0)
    expect(poorIn(ofAlex)).toBeGreaterThan(poorIn(ofAll))
    for (const { verdict, reasons, streams } of ofAll) {
      expect(verdict).not.toBe('reading')
      expect(reasons.length > 0).toBe(verdict === 'poor' || verdict === 'failed')
      expect(streams.some((stream) => stream.verdict === 'poor') && verdict === 'good').toBe(false)
    }
  })
})
