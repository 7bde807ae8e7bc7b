import { describe, expect, it } from 'vitest'
import {
  ADELE,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPhone,
  CALLBACK,
  MEGAN,
} from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import { operations, rosters } from '../support/received.ts'
import { setup } from '../support/setup.ts'

// Members that Graph's examples show and no schema asks for.

const CALLS = '/communications/calls'
const BETA = `https://graph.microsoft.com/beta${CALLS}`
const IDENTITY = '#microsoft.graph.identity'
const PHONE = { '@odata.type': IDENTITY, id: '+12065550100' }

/** Every identity of an identitySet at any depth, with its path. */
function identitiesIn(value: unknown, path = ''): [path: string, type: unknown][] {
  if (typeof value !== 'object' || value === null) return []
  const isSet = '@odata.type' in value && value['@odata.type'] === '#microsoft.graph.identitySet'
  return Object.entries(value).flatMap(([name, member]) => {
    if (isSet && typeof member === 'object' && member !== null) return [[`${path}.${name}`, member['@odata.type']]]
    return identitiesIn(member, `${path}.${name}`)
  })
}

describe('An identity that Graph’s types do not declare states its type', () => {
  it('in new calls to phones, however the request writes it', async () => {
    const { graph } = setup()
    for (const type of [{}, { '@odata.type': IDENTITY }]) {
      const instance = { ...type, id: 'instance-1' }
      const targets = [{ identity: { phone: { ...type, id: '+12065550100' } } }]
      const body = anOutgoingCall({ ...AS_INSTANCE, targets, source: { identity: { applicationInstance: instance } } })
      const call = await createCall(graph, body)
      for (const { source, targets } of [call, (await graph.get(`${CALLS}/${call.id}`)).body]) {
        expect(source.identity.applicationInstance).toMatchObject({ '@odata.type': IDENTITY, id: 'instance-1' })
        expect(targets[0].identity.phone).toMatchObject(PHONE)
      }
    }
  })

  it('in notifications, rosters and operations, as users do', async () => {
    const { emulator, graph, received } = setup({ callbackUri: CALLBACK })
    emulator.incomingCall({ from: { phone: '+12065550100' }, transferor: { phone: '+12065550101' } })
    await emulator.settled()
    expect(received[0].resourceData).toMatchObject({
      source: { identity: { phone: PHONE } },
      targets: [{ identity: { applicationInstance: { '@odata.type': IDENTITY } } }],
      incomingContext: { transferor: { phone: { '@odata.type': IDENTITY } } },
    })
    const guest = { source: { identity: { guest: { displayName: 'Visitor' } } } }
    const { call, path } = await establishedCall({ emulator, graph }, aMeeting(guest))
    await graph.post(`${path}/participants/invite`, { participants: [aPhone('+12065550102')] })
    await emulator.clock.advance('5s')
    const seen = identitiesIn({ call, received, listed: (await graph.get(`${path}/participants`)).body })
    expect(seen.filter(([, type]) => type !== IDENTITY)).toEqual([])
    for (const kind of ['guest', 'phone', 'user', 'applicationInstance'])
      expect(seen.filter(([path]) => path.endsWith(`.${kind}`))).not.toEqual([])
    expect(
      rosters(received)
        .at(-1)
        ?.map(({ info }) => Object.keys(info.identity)[1]),
    ).toEqual(['guest', 'user', 'phone'])
    expect(operations(received).at(-1).resourceData.participants[0].identity.phone['@odata.type']).toBe(IDENTITY)
  })
})

describe('A call', () => {
  it('shows further members of its targets as null', async () => {
    const { graph } = setup()
    const { targets } = await createCall(graph, aGroupCall())
    for (const target of targets)
      expect(target).toMatchObject({ endpointType: null, region: null, languageId: null, replacesCallId: null })
    const targeted = await createCall(graph, anOutgoingCall({ targets: [anInvitation(ADELE, { region: 'westus' })] }))
    expect(targeted.targets[0]).toMatchObject({ endpointType: null, region: 'westus' })
  })

  it.each(['serviceHostedMediaConfig', 'appHostedMediaConfig'])(
    'keeps removeFromDefaultAudioGroup of its %s',
    async (name) => {
      const { graph } = setup()
      const mediaConfig = { '@odata.type': `#microsoft.graph.${name}`, removeFromDefaultAudioGroup: false }
      const call = await createCall(graph, aGroupCall({ mediaConfig }))
      expect(call.mediaConfig).toMatchObject(mediaConfig)
      expect((await graph.get(`${CALLS}/${call.id}`)).body.mediaConfig).toMatchObject(mediaConfig)
      expect((await createCall(graph)).mediaConfig).not.toHaveProperty('removeFromDefaultAudioGroup')
    },
  )

  it('shows on /beta what is active and who answered, once it is established', async () => {
    const { emulator, graph } = setup({ callbackUri: CALLBACK })
    const { id } = emulator.incomingCall()
    const outgoing = await createCall(graph)
    const read = async (url: string) => {
      const { activeModalities, answeredBy } = (await graph.get(url)).body
      const { user, application } = answeredBy?.identity ?? {}
      return [activeModalities, (user ?? application)?.displayName]
    }
    await graph.post(`${CALLS}/${id}/answer`, anAnswer({ acceptedModalities: ['audio', 'video'] }))
    expect(await read(`${BETA}/${id}`)).toEqual([[], undefined])
    await emulator.clock.advance('3s')
    for (const times of [1, 2]) {
      expect([times, await read(`${BETA}/${id}`)]).toEqual([times, [['audio', 'video'], 'Calling app']])
      expect([times, await read(`${CALLS}/${id}`)]).toEqual([times, [[], undefined]])
    }
    expect(await read(`${BETA}/${outgoing.id}`)).toEqual([['audio'], 'Adele Vance'])
    const listed = (await graph.get(BETA)).body.value
    expect(listed.map(({ activeModalities }: { activeModalities: string[] }) => activeModalities.length)).toEqual([
      2, 1,
    ])
  })
})

describe('A participant', () => {
  it('shows a phone that is null, and its endpointType', async () => {
    const { graph, path, received, emulator } = await establishedCall(setup(), aGroupCall())
    const { value } = (await graph.get(`${path}/participants`)).body
    for (const { id, info } of value) {
      expect(info).toMatchObject({ endpointType: 'default', identity: { device: null, phone: null } })
      expect((await graph.get(`${path}/participants/${id}`)).body.info).toEqual(info)
    }
    await graph.post(`${path}/mute`)
    await emulator.settled()
    expect(rosters(received)[0]?.[0].info).toMatchObject({ endpointType: 'default' })
    expect(rosters(received)[0]?.[0].info.identity).not.toHaveProperty('phone')
  })
})

describe('A notification', () => {
  it('of a call or a roster names its callbackUri, also after the app has answered with another one', async () => {
    const world = setup({ callbackUri: CALLBACK })
    const { emulator, graph, received } = world
    const { id } = emulator.incomingCall({ others: ['Alex Wilber'] })
    const later = 'https://bot.contoso.com/later'
    const receivedLater: { resourceUrl: string; callbackUri?: string }[] = []
    emulator.receive(later, async (request) => {
      receivedLater.push(...(await request.json()).value)
    })
    await graph.post(`${CALLS}/${id}/answer`, anAnswer({ callbackUri: later }))
    await emulator.clock.advance('3s')
    expect(received.map(({ callbackUri }) => callbackUri)).toEqual([CALLBACK])
    const named = receivedLater.map(({ callbackUri }) => callbackUri)
    expect(receivedLater.some(({ resourceUrl }) => resourceUrl.endsWith('/participants'))).toBe(true)
    expect(new Set(named)).toEqual(new Set([later]))
  })

  it('of a consultative transfer that failed has a replacesContext, that of a blind one has none', async () => {
    const world = setup()
    const { emulator, graph, received } = world
    const replaced = (await establishedCall(world, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))).call
    for (const replacesCallId of [replaced.id, undefined]) {
      const { call, path } = await establishedCall(world)
      await graph.post(`${path}/transfer`, { transferTarget: anInvitation(MEGAN, { replacesCallId }) })
      emulator.perform(call.id, { do: 'decline', who: MEGAN })
      await emulator.settled()
      const { state, replacesContext } = received.at(-1).resourceData
      expect([state, typeof replacesContext]).toEqual(['established', replacesCallId ? 'string' : 'undefined'])
    }
  })
})
