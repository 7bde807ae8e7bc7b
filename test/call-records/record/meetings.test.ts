import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anInvitation,
  aPhone,
  aPhoneCall,
} from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const NUMBER = '+12065550100'
const OTHER_NUMBER = '+4930901820'
const RANGE = 'fromDateTime=2026-01-05,toDateTime=2026-01-07'

/** Establishes a call. `end` ends it and reads its record. */
async function establish(body: object, options: EmulatorOptions = {}) {
  const world = setup(options)
  const { emulator, graph } = world
  const call = await createCall(graph, body)
  await emulator.clock.advance('3s')
  const end = async () => {
    await graph.delete(`${CALLS}/${call.id}`)
    await emulator.clock.runToIdle()
    return (await graph.get(`${RECORDS}/${call.callChainId}?$expand=sessions($expand=segments)`)).body
  }
  const rows = async (log = 'getPstnCalls', base = 'v1.0') =>
    (await graph.get(`https://graph.microsoft.com/${base}${RECORDS}/${log}(${RANGE})`)).body
  return { ...world, call, end, rows }
}

describe('the record of a meeting', () => {
  it('has its organizer and join link, regardless of who joined first', async () => {
    const { end } = await establish(aMeeting())
    const record = await end()
    expect(record).toMatchObject({
      type: 'groupCall',
      organizer_v2: { id: ADELE, identity: { user: { id: ADELE, displayName: 'Adele Vance' } } },
    })
    const link = new URL(record.joinWebUrl)
    expect(link.origin + decodeURIComponent(link.pathname)).toBe(
      'https://teams.microsoft.com/l/meetup-join/19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5@thread.v2/0',
    )
    expect(JSON.parse(link.searchParams.get('context') ?? '')).toEqual({
      Tid: '9f4ebab6-520d-49c0-85cc-7b25c78d4a93',
      Oid: ADELE,
    })
  })

  it('has its organizer even if they left early', async () => {
    const { emulator, call, end } = await establish(aMeeting())
    emulator.perform(call.id, { do: 'join', who: 'Alex Wilber' })
    emulator.perform(call.id, { do: 'leave', who: 'Adele Vance' })
    await emulator.clock.advance('1h')
    expect((await end()).organizer_v2.id).toBe(ADELE)
  })

  it('has no join link if the meeting’s thread is unknown', async () => {
    const meetingInfo = { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 'a token' }
    const { end } = await establish(aMeeting({ chatInfo: undefined, meetingInfo }))
    expect(await end()).toMatchObject({ joinWebUrl: null, organizer_v2: { id: ADELE } })
  })

  it('has segments for video, changes of the network and a reconnect', async () => {
    const { emulator, call, end } = await establish(aMeeting())
    const step = async (after: string, what: Parameters<typeof emulator.perform>[1]) => {
      await emulator.clock.advance(after)
      emulator.perform(call.id, what)
    }
    await step('10s', { do: 'join', who: 'Alex Wilber' })
    await step('10s', { do: 'startVideo', who: 'Alex Wilber' })
    await step('10s', { do: 'network', who: 'Alex Wilber', profile: 'lossy' })
    await step('10s', { do: 'leave', who: 'Alex Wilber' })
    await step('4s', { do: 'join', who: 'Alex Wilber' })
    await step('10s', { do: 'network', who: 'Alex Wilber', profile: 'good' })
    await emulator.clock.advance('10s')
    const { sessions } = await end()
    const sessionsOf = (id: string) =>
      // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
      sessions.filter(({ caller }: any) => caller.associatedIdentity.id === id)
    // Receiving video makes it a modality of the session.
    expect(sessionsOf(ADELE)).toMatchObject([{ modalities: ['audio', 'video'] }])
    // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
    const directions = sessionsOf(ADELE)[0].segments.map(({ media }: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
      media.map(({ streams }: any) => streams.map((stream: { streamDirection: string }) => stream.streamDirection)),
    )
    const both = ['callerToCallee', 'calleeToCaller']
    expect(directions).toEqual([[both], [both, ['calleeToCaller']], [both], [both, ['calleeToCaller']]])
    const [alex, ...more] = sessionsOf(ALEX)
    expect(more).toEqual([])
    expect(alex).toMatchObject({ modalities: ['audio', 'video'], callee: { userAgent: { role: 'mediaController' } } })
    // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
    const flows = alex.segments.map(({ startDateTime, endDateTime, media }: any) => [
      (Date.parse(endDateTime) - Date.parse(startDateTime)) / 1_000,
      // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
      media.map(({ label }: any) => label).join(),
      media[0].streams[0].averagePacketLossRate > 0.1,
    ])
    expect(flows).toEqual([
      [10, 'main-audio', false],
      [10, 'main-audio,main-video', false],
      [10, 'main-audio,main-video', true],
      [10, 'main-audio,main-video', true],
      [10, 'main-audio,main-video', false],
    ])
    expect(Date.parse(alex.segments[3].startDateTime) - Date.parse(alex.segments[2].endDateTime)).toBe(4_000)
  })
})

describe('the record of an incoming group call', () => {
  it('has the caller as organizer', async () => {
    const { emulator, graph } = setup({ callbackUri: 'https://bot.contoso.com/callback' })
    const call = emulator.incomingCall({ from: { user: ALEX }, others: ['Adele Vance'] })
    await emulator.settled()
    await graph.post(`${CALLS}/${call.id}/answer`, {
      callbackUri: 'https://bot.contoso.com/callback',
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
    })
    await emulator.clock.advance('1min')
    await graph.delete(`${CALLS}/${call.id}`)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`${RECORDS}/${call.callChainId}?$expand=participants_v2`)
    expect(body).toMatchObject({
      type: 'groupCall',
      organizer_v2: { id: ALEX },
      participants_v2: [{ id: ALEX }, {}, {}],
    })
  })
})

describe('phone log rows of group calls and meetings', () => {
  it('belong to an application for phones that the app called', async () => {
    const { end, rows } = await establish(
      aGroupCall({ ...AS_INSTANCE, targets: [anInvitation(ADELE), aPhone(NUMBER), aPhone(OTHER_NUMBER)] }),
    )
    await end()
    expect((await rows()).value).toMatchObject([
      { callType: 'ucap_out', calleeNumber: NUMBER, conferenceId: null, userId: null },
      { callType: 'ucap_out', calleeNumber: OTHER_NUMBER, conferenceId: null, userId: null },
    ])
  })

  it('belong to the organizer’s conference for phones in a meeting', async () => {
    const { emulator, graph, call, end, rows } = await establish(aMeeting())
    emulator.perform(call.id, { do: 'join', who: NUMBER })
    const invited = await graph.post(`${CALLS}/${call.id}/participants/invite`, {
      participants: [aPhone(OTHER_NUMBER)],
    })
    expect(invited.status).toBe(200)
    await emulator.clock.advance('2min')
    await end()
    const { value } = await rows()
    expect(value).toMatchObject([
      { callType: 'conf_in', callerNumber: NUMBER, userId: ADELE, charge: 0, licenseCapability: 'MCOMEETADD' },
      { callType: 'conf_out', calleeNumber: OTHER_NUMBER, userId: ADELE, destinationContext: 'International' },
    ])
    expect(value[1].charge).toBe((Math.ceil(value[1].duration / 60) * 24) / 1_000)
    expect(value[0].conferenceId).toMatch(/^\d{9}$/)
    expect(value[1].conferenceId).toBe(value[0].conferenceId)

    // The dial-out report sums up calls by organizer.
    const report = await rows('getPstnOnlineMeetingDialoutReport', 'beta')
    expect(report['@odata.context']).toMatch(
      /#Collection\(microsoft\.graph\.callRecords\.pstnOnlineMeetingDialoutReport\)$/,
    )
    expect(report.value).toEqual([
      {
        userId: ADELE,
        userPrincipalName: 'AdeleV@contoso.com',
        userDisplayName: 'Adele Vance',
        usageLocation: 'US',
        destinationContext: 'International',
        currency: 'USD',
        totalCalls: 1,
        totalCallSeconds: value[1].duration,
        totalCallCharge: value[1].charge,
      },
    ])
  })

  it('are listed by the time at which the phone joined, not by the start of the meeting', async () => {
    const { emulator, graph, call, end } = await establish(aMeeting(), {
      clock: { start: '2026-01-05T23:00:00Z', rate: 0 },
    })
    const advance = async (minutes: number) => {
      for (let elapsed = 0; elapsed < minutes; elapsed += 30) {
        await emulator.clock.advance('30min')
        await graph.post(`${CALLS}/${call.id}/keepAlive`)
      }
    }
    await advance(120)
    emulator.perform(call.id, { do: 'join', who: NUMBER })
    await advance(30)
    await end()
    const countRows = async (from: string, to: string) =>
      (await graph.get(`${RECORDS}/getPstnCalls(fromDateTime=${from},toDateTime=${to})`)).body.value.length
    expect([await countRows('2026-01-05', '2026-01-06'), await countRows('2026-01-06', '2026-01-07')]).toEqual([0, 1])
  })

  it('are in the direct routing log for phones that a trunk connects, with the id of the record', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: [NUMBER, OTHER_NUMBER] }]
    const { emulator, call, end, rows } = await establish(aMeeting(), { directory: { trunks } })
    emulator.perform(call.id, { do: 'join', who: NUMBER })
    await emulator.clock.advance('10s')
    const { id } = await end()
    expect((await rows('getDirectRoutingCalls')).value).toMatchObject([{ callType: 'ByotIn', correlationId: id }])
    expect((await rows()).value).toEqual([])
  })

  it('are the same after restoring a snapshot from JSON, and disappear with their record', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: [OTHER_NUMBER] }]
    const { emulator, call, end, graph, rows } = await establish(aMeeting(), { directory: { trunks } })
    for (const who of [NUMBER, OTHER_NUMBER]) emulator.perform(call.id, { do: 'join', who })
    await end()
    const logs = async () => [(await rows()).value, (await rows('getDirectRoutingCalls')).value]
    const before = await logs()
    expect(before.map(({ length }) => length)).toEqual([1, 1])
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await logs()).toEqual(before)
    await graph.delete(`${RECORDS}/${call.callChainId}`)
    expect(await logs()).toEqual([[], []])
  })

  it('have more columns on beta than on v1.0', async () => {
    const { end, rows } = await establish(aPhoneCall(OTHER_NUMBER))
    await end()
    const [row] = (await rows()).value
    const [betaRow] = (await rows('getPstnCalls', 'beta')).value
    expect(betaRow).toEqual({
      ...row,
      administrativeUnitInfos: [],
      clientLocalIpV4Address: null,
      clientLocalIpV6Address: null,
      clientPublicIpV4Address: null,
      clientPublicIpV6Address: null,
      otherPartyCountryCode: 'DE',
    })
    expect(row).not.toHaveProperty('otherPartyCountryCode')
  })
})
