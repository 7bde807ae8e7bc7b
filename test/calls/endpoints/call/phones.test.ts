import { describe, expect, it } from 'vitest'
import type { EmulatorOptions, IncomingCallOptions } from '../../../../src/index.ts'
import {
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPhone,
  aPhoneCall,
  CALLBACK,
  MEGAN,
} from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const WITH_NUMBER = { directory: { app: { id: 'bot', displayName: 'Calling app', phoneNumber: '+12065550199' } } }
const BY_TOKEN = { meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 't' } }
const BY_ID = { meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1234567' } }
const NOT_E164 = ['12065550101', '0170', '+0170', 'Adele', '', '+1 206 555 0100', '+1206555010012345']

describe('Calling a phone', () => {
  it('is possible for an application instance', async () => {
    const { graph } = setup()
    const { status, body } = await graph.post(CALLS, aPhoneCall())
    expect(status).toBe(201)
    expect(body.source.identity).toMatchObject(AS_INSTANCE.source.identity)
  })

  it.each([
    ['no source', undefined],
    ['an application as the source', { identity: { application: { id: 'bot' } } }],
    ['an application instance of null', { identity: { application: { id: 'bot' }, applicationInstance: null } }],
  ])('is refused with %s', async (_, source) => {
    const world = setup()
    for (const targets of [[aPhone()], [anInvitation(MEGAN), aPhone()]]) {
      await expectRefused(world, () => world.graph.post(CALLS, anOutgoingCall({ source, targets })), {
        status: 403,
        code: '7507',
        named: ['Call source identity invalid.', 'source.identity.applicationInstance'],
      })
    }
  })

  it.each(NOT_E164)('is refused for the number %j', async (number) => {
    const world = setup()
    await expectRefused(world, () => world.graph.post(CALLS, aPhoneCall(number)), {
      status: 400,
      code: '8523',
      named: ["'targets'", `'${number}'`, 'E.164'],
    })
  })
})

/** Establishes a call. */
const placed = (body: object) => (options: EmulatorOptions) => establishedCall(setup(options), body)

/** Answers an incoming call, or leaves it ringing. */
const incoming =
  (call: IncomingCallOptions, answers = true) =>
  async (options: EmulatorOptions) => {
    const world = setup(options)
    const { id } = world.emulator.incomingCall({ callbackUri: CALLBACK, ...call })
    await world.emulator.settled()
    const path = `${CALLS}/${id}`
    if (answers) await world.graph.post(`${path}/answer`, anAnswer())
    await world.emulator.clock.advance('2s')
    return { ...world, path }
  }

const GROUP = { others: ['Alex Wilber'] }
const bodies = {
  transfer: (number?: string) => ({ transferTarget: aPhone(number) }),
  redirect: (number?: string) => ({ targets: [anInvitation(MEGAN), aPhone(number)] }),
  'participants/invite': (number?: string) => ({ participants: [aPhone(number)] }),
}

// https://learn.microsoft.com/graph/api/call-answer#pstn-scenarios
describe('A phone as a further participant', () => {
  it.each([
    ['transfer', "an incoming call to the app's phone number", true, incoming({ from: { phone: '+12065550101' } }), {}],
    ['transfer', "an incoming call to the app's instance", true, incoming({}), WITH_NUMBER],
    ['transfer', 'an incoming call to the app itself', false, incoming({}), {}],
    ['transfer', 'an outgoing call of an instance', true, placed(anOutgoingCall(AS_INSTANCE)), {}],
    ['transfer', 'an outgoing call without an instance', false, placed(anOutgoingCall()), {}],
    [
      'redirect',
      "an incoming call to the app's phone number",
      true,
      incoming({ from: { phone: '+12065550101' } }, false),
      {},
    ],
    ['redirect', "an incoming call to the app's instance", true, incoming({}, false), WITH_NUMBER],
    ['redirect', 'an incoming call to the app itself', false, incoming({}, false), {}],
    ['participants/invite', "an incoming group call to the app's instance", true, incoming(GROUP), WITH_NUMBER],
    ['participants/invite', 'an incoming group call to the app itself', false, incoming(GROUP), {}],
    ['participants/invite', 'an outgoing group call of an instance', true, placed(aGroupCall(AS_INSTANCE)), {}],
    ['participants/invite', 'an outgoing group call without an instance', false, placed(aGroupCall()), {}],
    ['participants/invite', "an incoming call to the app's instance", true, incoming({}), WITH_NUMBER],
    ['participants/invite', 'an incoming call to the app itself', false, incoming({}), {}],
    ['participants/invite', 'an outgoing call of an instance', true, placed(anOutgoingCall(AS_INSTANCE)), {}],
    ['participants/invite', 'an outgoing call without an instance', false, placed(anOutgoingCall()), {}],
    ['participants/invite', 'a scheduled meeting', true, placed(aMeeting()), {}],
    [
      'participants/invite',
      'a meeting joined by its id',
      true,
      placed(aMeeting({ ...BY_ID, chatInfo: undefined })),
      {},
    ],
    ['participants/invite', 'a meeting joined by a token', false, placed(aMeeting(BY_TOKEN)), {}],
  ] as const)('by %s in %s: supported %j', async (action, _, isSupported, begin, options) => {
    const world = await begin(options)
    const request = () => world.graph.post(`${world.path}/${action}`, bodies[action]())
    if (isSupported) expect([200, 202]).toContain((await request()).status)
    else await expectRefused(world, request, { status: 405, code: '8520', named: ['contains a phone'] })
  })

  it.each([
    ['transfer', 'transferTarget', placed(anOutgoingCall(AS_INSTANCE)), {}],
    ['redirect', 'targets', incoming({}, false), WITH_NUMBER],
    ['participants/invite', 'participants', placed(aMeeting()), {}],
  ] as const)('by %s is refused for a number that is not in E.164 form', async (action, parameter, begin, options) => {
    const world = await begin(options)
    for (const number of NOT_E164) {
      await expectRefused(world, () => world.graph.post(`${world.path}/${action}`, bodies[action](number)), {
        status: 400,
        code: '8523',
        named: [`'${parameter}'`, `'${number}'`, 'E.164'],
      })
    }
  })
})
