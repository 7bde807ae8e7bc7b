import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, anOutgoingCall } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const NUMBER = '+12065550100'
const OTHER_NUMBER = '+4930901820'
const SPAN = 'fromDateTime=2026-01-05,toDateTime=2026-01-07'
const aPhone = (id: string) => ({ identity: { phone: { id } } })

/** A call that is up, and that ends when everybody has gone. */
async function up(body: object, options: EmulatorOptions = {}) {
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
    (await graph.get(`https://graph.microsoft.com/${base}${RECORDS}/${log}(${SPAN})`)).body
  return { ...world, call, end, rows }
}

describe('the record of a meeting', () => {
  it('names its organizer and links to it, whoever joined first', async () => {
    const { end } = await up(aMeeting())
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

  it('names an organizer who has left long ago', async () => {
    const { emulator, call, end } = await up(aMeeting())
    emulator.perform(call.id, { do: 'join', who: 'Alex Wilber' })
    emulator.perform(call.id, { do: 'leave', who: 'Adele Vance' })
    await emulator.clock.advance('1h')
    expect((await end()).organizer_v2.id).toBe(ADELE)
  })

  it('has no link where the meeting’s thread is not known', async () => {
    const meetingInfo = { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 'a token' }
    const { end } = await up(aMeeting({ chatInfo: undefined, meetingInfo }))
    expect(await end()).toMatchObject({ joinWebUrl: null, organizer_v2: { id: ADELE } })
  })

  it('shows what each had on, a hold of nobody, a change of network and a reconnect', async () => {
    const { emulator, call, end } = await up(aMeeting())
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
    const of = (id: string) =>
      // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
      sessions.filter(({ caller }: any) => caller.associatedIdentity.id === id)
    // Who sees another's video has it in the own session, coming in.
    expect(of(ADELE)).toMatchObject([{ modalities: ['audio', 'video'] }])
    // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
    const directions = of(ADELE)[0].segments.map(({ media }: any) =>
      // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
      media.map(({ streams }: any) => streams.map((stream: { streamDirection: string }) => stream.streamDirection)),
    )
    const both = ['callerToCallee', 'calleeToCaller']
    expect(directions).toEqual([[both], [both, ['calleeToCaller']], [both], [both, ['calleeToCaller']]])
    const [alex, ...more] = of(ALEX)
    expect(more).toEqual([])
    expect(alex).toMatchObject({ modalities: ['audio', 'video'], callee: { userAgent: { role: 'mediaController' } } })
    // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
    const flows = alex.segments.map(({ startDateTime, endDateTime, media }: any) => [
      (Date.parse(endDateTime) - Date.parse(startDateTime)) / 1_000,
      // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
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
  it('names as organizer who called', async () => {
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

describe('phones among several', () => {
  it('that the app called leave rows of a bot', async () => {
    const { end, rows } = await up(aGroupCall({ targets: [anInvitation(ADELE), aPhone(NUMBER), aPhone(OTHER_NUMBER)] }))
    await end()
    expect((await rows()).value).toMatchObject([
      { callType: 'ucap_out', calleeNumber: NUMBER, conferenceId: null, userId: null },
      { callType: 'ucap_out', calleeNumber: OTHER_NUMBER, conferenceId: null, userId: null },
    ])
  })

  it('that are called from a meeting, or call in, leave rows of its organizer’s conference', async () => {
    const { emulator, graph, call, end, rows } = await up(aMeeting())
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

    // What was called from meetings is added up for the organizer.
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

  it('are logged on the day on which they came, however long ago the meeting had begun', async () => {
    const { emulator, graph, call, end } = await up(aMeeting(), { clock: { start: '2026-01-05T23:00:00Z', rate: 0 } })
    const stay = async (minutes: number) => {
      for (let passed = 0; passed < minutes; passed += 30) {
        await emulator.clock.advance('30min')
        await graph.post(`${CALLS}/${call.id}/keepAlive`)
      }
    }
    await stay(120)
    emulator.perform(call.id, { do: 'join', who: NUMBER })
    await stay(30)
    await end()
    const on = async (from: string, to: string) =>
      (await graph.get(`${RECORDS}/getPstnCalls(fromDateTime=${from},toDateTime=${to})`)).body.value.length
    expect([await on('2026-01-05', '2026-01-06'), await on('2026-01-06', '2026-01-07')]).toEqual([0, 1])
  })

  it('that a trunk connects leave rows of direct routing, which lead to the record', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: [NUMBER, OTHER_NUMBER] }]
    const { emulator, call, end, rows } = await up(aMeeting(), { directory: { trunks } })
    emulator.perform(call.id, { do: 'join', who: NUMBER })
    await emulator.clock.advance('10s')
    const { id } = await end()
    expect((await rows('getDirectRoutingCalls')).value).toMatchObject([{ callType: 'ByotIn', correlationId: id }])
    expect((await rows()).value).toEqual([])
  })

  it('are logged alike in a world that is restored from JSON, and no longer when their record is deleted', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: [OTHER_NUMBER] }]
    const { emulator, call, end, graph, rows } = await up(aMeeting(), { directory: { trunks } })
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

  it('say more on beta than on v1.0', async () => {
    const { end, rows } = await up(anOutgoingCall({ targets: [aPhone(OTHER_NUMBER)] }))
    await end()
    const [row] = (await rows()).value
    const [more] = (await rows('getPstnCalls', 'beta')).value
    expect(more).toEqual({
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
