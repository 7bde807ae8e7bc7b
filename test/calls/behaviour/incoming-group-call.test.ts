import { describe, expect, it } from 'vitest'
import type { IncomingCallOptions } from '../../../src/index.ts'
import { ADELE, ALEX, anAnswer, CALLBACK } from '../../support/bodies.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

describe('An incoming group call', () => {
  const ring = async (options: IncomingCallOptions = { others: [ALEX, '+12065550100'] }) => {
    const world = setup()
    const call = world.emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK, ...options })
    await world.emulator.settled()
    return { ...world, call, path: `/communications/calls/${call.id}` }
  }

  it('notifies the app with the caller, the chat and a meeting token', async () => {
    const { received, call } = await ring()
    const [{ changeType, resourceData }] = received
    expect(changeType).toBe('created')
    expect(resourceData).toMatchObject({
      state: 'incoming',
      callChainId: call.callChainId,
      chatInfo: { threadId: expect.stringMatching(/@thread\.v2$/) },
      meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: expect.any(String) },
      incomingContext: { sourceParticipantId: expect.any(String) },
      source: { identity: { user: { id: ADELE, displayName: 'Adele Vance' } } },
    })
  })

  it('sends a roster of all participants once the app has answered', async () => {
    const { emulator, graph, received, path } = await ring()
    await graph.post(`${path}/answer`, anAnswer())
    await emulator.clock.runToIdle()
    expect(rosters(received).map(namesOn)).toEqual([['Calling app', 'Adele Vance', 'Alex Wilber', '+12065550100']])
    expect(rosters(received)[0]?.[1].id).toBe(received[0].resourceData.incomingContext.sourceParticipantId)
  })

  it('refuses an unknown user and lists the known ones', async () => {
    await expect(ring({ others: ['Stranger'] })).rejects.toThrow(/'others': 'Stranger' is unknown.*Adele Vance/)
  })

  it.each<[string, IncomingCallOptions, object]>([
    ['the caller', {}, { user: { participationMethod: 'caller' } }],
    [
      'the caller and the other side',
      { others: [ALEX] },
      { otherSideUser: { id: ALEX, participantId: expect.any(String), participationMethod: 'callee' } },
    ],
    ['the policy', {}, { policyIdentifier: expect.any(String), inviteReasons: ['PolicyBasedRecording'] }],
  ])('under a recording policy has data about %s by default', async (_, options, botData) => {
    const { received } = await ring({ ...options, policyRecording: true })
    expect(received[0].resourceData.applicationMetadata.botData).toMatchObject(botData)
  })

  it('under a recording policy has the data that was given', async () => {
    const botData = { user: { clientLocation: 'US' }, policyIdentifier: 'Test Policy', pairedRecorders: [{ id: 'r' }] }
    const { received, graph, path } = await ring({ policyRecording: { botData } })
    expect(received[0].resourceData.applicationMetadata).toEqual({ botData })
    expect((await graph.get(path)).body.applicationMetadata).toEqual({ botData })
  })

  it('ends unless answered within five seconds when it is recorded by policy', async () => {
    const { emulator, received, graph, path } = await ring({
      policyRecording: { botData: { policyIdentifier: 'Compliance' } },
    })
    expect(received[0].resourceData).toMatchObject({
      applicationMetadata: { botData: { policyIdentifier: 'Compliance' } },
      incomingContext: { observedParticipantId: expect.any(String) },
    })
    await emulator.clock.advance(4_999)
    expect((await graph.get(path)).status).toBe(200)
    await emulator.clock.advance(1)
    expect((await graph.get(path)).status).toBe(404)
  })
})
