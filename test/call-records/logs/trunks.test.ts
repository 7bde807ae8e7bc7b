import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { anAnswer, anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import { endedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const RECORDS = '/communications/callRecords'
const NUMBERS = ['+12065550100', '+14255550170']
const RANGE = '(fromDateTime=2025-12-20,toDateTime=2026-01-07)'

const withTrunk = (mediaBypass?: boolean) => ({
  directory: {
    trunks: [{ name: 'sbc.contoso.com', numbers: NUMBERS, ...(mediaBypass !== undefined && { mediaBypass }) }],
  },
})

/** Populates phone calls, and reads the logs and the record of the first direct routing row. */
async function populatePhoneCalls(options: EmulatorOptions) {
  const { emulator, graph } = setup(options)
  emulator.populate({ days: 14, callsPerDay: 60, mix: { phone: 1 } })
  // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
  const log = async (name: string): Promise<any[]> => (await graph.get(`${RECORDS}/${name}${RANGE}`)).body.value
  const [callingPlan, direct] = [await log('getPstnCalls'), await log('getDirectRoutingCalls')]
  const { body } = await graph.get(`${RECORDS}/${direct[0].correlationId}?$expand=sessions($expand=segments)`)
  const [{ segments }] = body.sessions
  return { callingPlan, direct, segments }
}

// biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
const streamsIn = (segments: any[]) => segments.flatMap(({ media }) => media.flatMap((one: any) => one.streams))
// biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
const rolesIn = (segments: any[]) =>
  new Set(segments.flatMap(({ caller, callee }) => [caller, callee].map(({ userAgent }) => userAgent.role)))

describe('media bypass of a trunk', () => {
  it('is off by default: media pass through the mediation server', async () => {
    for (const options of [withTrunk(), withTrunk(false)]) {
      const { direct, segments } = await populatePhoneCalls(options)
      for (const row of direct) {
        expect(row).toMatchObject({ mediaBypassEnabled: false, mediaPathLocation: expect.stringMatching(/^[A-Z]{4}$/) })
      }
      expect(rolesIn(segments)).toContain('mediationServer')
      for (const stream of streamsIn(segments)) expect(stream.wasMediaBypassed).toBe(false)
    }
  })

  it('lets the media of users go directly to the gateway', async () => {
    const { direct, segments } = await populatePhoneCalls(withTrunk(true))
    for (const row of direct) expect(row.mediaBypassEnabled).toBe(true)
    for (const row of direct.filter(({ callType }) => callType === 'ByotOut')) expect(row.mediaPathLocation).toBeNull()
    expect(rolesIn(segments)).toContain('gateway')
    expect(rolesIn(segments)).not.toContain('mediationServer')
    for (const stream of streamsIn(segments)) expect(stream.wasMediaBypassed).toBe(true)
  })

  it('does not apply to applications', async () => {
    const { emulator, graph } = setup(withTrunk(true))
    const { id, callChainId } = emulator.incomingCall({ callbackUri: CALLBACK, from: { phone: NUMBERS[0] ?? '' } })
    await graph.post(`/communications/calls/${id}/answer`, anAnswer())
    await emulator.clock.advance('10s')
    await graph.delete(`/communications/calls/${id}`)
    await emulator.clock.runToIdle()
    const { body: log } = await graph.get(`${RECORDS}/getDirectRoutingCalls${RANGE}`)
    expect(log.value).toMatchObject([
      { callType: 'ByotInUcap', mediaBypassEnabled: true, mediaPathLocation: expect.stringMatching(/^[A-Z]{4}$/) },
    ])
    const { body } = await graph.get(`${RECORDS}/${callChainId}?$expand=sessions($expand=segments)`)
    expect(rolesIn(body.sessions[0].segments)).toContain('mediationServer')
    for (const stream of streamsIn(body.sessions[0].segments)) expect(stream.wasMediaBypassed).toBe(false)
  })
})

describe('a trunk', () => {
  it('uses the same data centers for all calls', async () => {
    const { direct } = await populatePhoneCalls(withTrunk())
    expect(direct.length).toBeGreaterThan(5)
    const locations = direct.map(
      ({ signalingLocation, mediaPathLocation }) => `${signalingLocation} ${mediaPathLocation}`,
    )
    expect(new Set(locations).size).toBe(1)
  })
})

describe('a user', () => {
  it('has the same number in all rows of a log', async () => {
    const { callingPlan } = await populatePhoneCalls(withTrunk())
    const numbers = new Map<string, Set<string>>()
    for (const { userId, callType, callerNumber, calleeNumber } of callingPlan) {
      const own = callType === 'user_in' ? calleeNumber : callerNumber
      numbers.set(userId, (numbers.get(userId) ?? new Set()).add(own))
    }
    expect(numbers.size).toBeGreaterThan(15)
    for (const own of numbers.values()) expect(own.size).toBe(1)
    expect(new Set([...numbers.values()].flatMap((own) => [...own])).size).toBeGreaterThan(10)
  })
})

describe('isTest of a session', () => {
  it.each([
    ['marks a call to the echo test service', { azureCommunicationServicesUser: { id: '8:echo123' } }, true],
    ['does not mark a call to a user', { user: { id: '8:orgid:0f1e' } }, false],
  ])('%s', async (_, identity, isTest) => {
    const { graph, call } = await endedCall(setup(), anOutgoingCall({ targets: [{ identity }] }))
    const { body } = await graph.get(`${RECORDS}/${call.callChainId}/sessions`)
    expect(body.value).toMatchObject([{ isTest }])
  })
})
