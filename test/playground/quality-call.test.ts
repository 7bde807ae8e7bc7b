import { describe, expect, it } from 'vitest'
import { createCallRecordsReader } from '../../playground/call-quality/records/call-records.ts'
import { type QualityCall, toQualityCall } from '../../playground/call-quality/records/quality-call.ts'
import type { Send } from '../../playground/graph-request.ts'
import { defineScenario, type Scenario, scenarios } from '../../src/index.ts'
import { ALEX, aGroupCall, anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

type World = ReturnType<typeof setup>

/** Loads the calls as the app does: first the list, then the details in batches. */
async function loadCalls({ emulator }: World, participantId?: string): Promise<QualityCall[]> {
  const send: Send = (method, address, body) =>
    emulator.fetch(address.startsWith('/') ? `https://graph.microsoft.com/v1.0${address}` : address, {
      method,
      ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    })
  const reader = createCallRecordsReader(send, () => Promise.reject(new Error('Graph does not throttle here.')))
  const { records } = await reader.list({ since: 0, participantId })
  const calls: QualityCall[] = []
  for await (const details of reader.details(records)) {
    for (const record of records)
      if (details.has(record.id ?? '')) calls.push(toQualityCall(record, details.get(record.id ?? '')))
  }
  return calls
}

async function playAndLoad(scenario: Scenario, body: object = anOutgoingCall()): Promise<QualityCall | undefined> {
  const world = setup({ scenarios: [scenario] })
  const call = await createCall(world.graph, body)
  await world.emulator.clock.advance('1min')
  await world.graph.delete(`/communications/calls/${call.id}`)
  await world.emulator.clock.runToIdle()
  const calls = await loadCalls(world)
  return calls[0]
}

const lossy = defineScenario({
  name: 'lossyNetwork',
  match: { direction: 'outgoing' },
  steps: [
    { after: '2s', do: 'answer' },
    { do: 'network', profile: 'lossy' },
  ],
})

describe('toQualityCall', () => {
  it.each([
    ['a call over good networks', scenarios.answered, 'good', []],
    ['a call over poor Wi-Fi', scenarios.poorWifi, 'poor', [/^jitter \d+ ms$/]],
    [
      'a call over a lossy network',
      lossy,
      'poor',
      [/^packet loss \d+\.\d %$/, /^concealed \d+\.\d %$/, /^degradation \d\.\d\d MOS$/],
    ],
    ['a call that was dropped', scenarios.droppedMidCall, 'failed', [/ during the call$/]],
  ] as const)('classifies %s with its reasons', async (_, scenario, verdict, reasons) => {
    const call = await playAndLoad(scenario)
    expect(call).toMatchObject({ verdict, kind: 'Call' })
    // A severe problem may exceed further thresholds.
    for (const reason of reasons) expect(call?.reasons).toContainEqual(expect.stringMatching(reason))
    expect(call?.reasons.length).toBeGreaterThanOrEqual(reasons.length)
    if (verdict === 'good') expect(call?.reasons).toEqual([])
  })

  it('shows the Wi-Fi signal and the feedback of a participant', async () => {
    const call = await playAndLoad(scenarios.poorWifi)
    expect(call?.title).toMatch(/ → Adele Vance$/)
    const participants = call?.sessions.flatMap((session) => session.participants) ?? []
    const adele = participants.find(({ name }) => name === 'Adele Vance')
    expect(adele?.connections.join()).toMatch(/Wi-Fi (2.4|5) GHz, signal \d+ %/)
    expect(adele?.feedback?.rating).toMatch(/Bad|Poor/)
  })

  it('titles a group call with its organizer and the number of other participants', async () => {
    const call = await playAndLoad(scenarios.answered, aGroupCall())
    expect(call).toMatchObject({ kind: 'Group call', verdict: 'good', title: expect.stringMatching(/ and 2 others$/) })
    expect(call?.sessions).toHaveLength(3)
  })

  it('classifies every generated call, and finds more poor calls in the office with poor Wi-Fi', async () => {
    const world = setup()
    const { people } = world.emulator.populate({ days: 3, callsPerDay: 20 })
    const warehouse = people.filter(({ office }) => office === 'Warehouse')
    expect(warehouse.map(({ id }) => id)).toContain(ALEX)
    const allCalls = await loadCalls(world)
    const callsOfAlex = await loadCalls(world, ALEX)
    const poorShare = (calls: readonly QualityCall[]) =>
      calls.filter(({ verdict }) => verdict === 'poor').length / calls.length
    expect(callsOfAlex.length).toBeGreaterThan(0)
    expect(poorShare(callsOfAlex)).toBeGreaterThan(poorShare(allCalls))
    for (const { verdict, reasons, streams } of allCalls) {
      expect(verdict).not.toBe('loading')
      expect(reasons.length > 0).toBe(verdict === 'poor' || verdict === 'failed')
      expect(streams.some((stream) => stream.verdict === 'poor') && verdict === 'good').toBe(false)
    }
  })
})
