import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, aGroupCall, anOutgoingCall } from '../../../support/bodies.ts'
import { establishedCall, groupCallInProgress } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const SESSIONS = '/contentSharingSessions'
const asked = {
  callOptions: { '@odata.type': '#microsoft.graph.outgoingCallOptions', isContentSharingNotificationEnabled: true },
}
const inProgress = (body: object = aGroupCall(asked)) => groupCallInProgress(setup(), body)
// biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
const ofSharing = (received: readonly any[]) =>
  received.filter(({ resourceUrl }) => resourceUrl.endsWith('/contentsharingsessions'))

describe('Content sharing sessions', () => {
  it('notifies the app when a participant starts, changes and stops sharing', async () => {
    const { emulator, graph, received, call, path } = await inProgress()
    emulator.perform(call.id, { do: 'share', who: ADELE })
    const [{ id }] = (await graph.get(path + SESSIONS)).body.value
    await emulator.clock.advance('10s')
    emulator.perform(call.id, { do: 'updateSharing' })
    await emulator.clock.advance('10s')
    emulator.perform(call.id, { do: 'stopSharing', who: ADELE })
    await emulator.settled()
    const notice = (changeType: string) => ({
      '@odata.type': '#microsoft.graph.commsNotification',
      changeType,
      resource: `/app/calls/${call.id}/contentsharingsessions`,
      resourceUrl: `${path}/contentsharingsessions`,
      resourceData: [
        {
          '@odata.type': '#microsoft.graph.contentSharingSession',
          '@odata.id': `${path}/contentsharingsessions/${id}`,
          id,
        },
      ],
    })
    expect(ofSharing(received)).toEqual([notice('created'), notice('updated'), notice('deleted')])
  })

  it('changes only the content of the named participant, who must be sharing', async () => {
    const { emulator, graph, received, call, path } = await inProgress()
    emulator.perform(call.id, { do: 'share', who: ADELE })
    expect(() => emulator.perform(call.id, { do: 'updateSharing', who: ALEX })).toThrow("'updateSharing' needs")
    emulator.perform(call.id, { do: 'share', who: ALEX })
    const [, { id }] = (await graph.get(path + SESSIONS)).body.value
    emulator.perform(call.id, { do: 'updateSharing', who: ALEX })
    await emulator.settled()
    expect(ofSharing(received).at(-1)).toMatchObject({ changeType: 'updated', resourceData: [{ id }] })
    expect(ofSharing(received).map(({ changeType }) => changeType)).toEqual(['created', 'created', 'updated'])
  })

  it('gives each sharing participant a session that can be read until it ends', async () => {
    const { emulator, graph, call, path } = await inProgress()
    emulator.perform(call.id, { do: 'share', who: ADELE })
    emulator.perform(call.id, { do: 'share', who: ALEX })
    const list = await graph.get(path + SESSIONS)
    expect([list.status, list.body]).toEqual([
      200,
      {
        '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#communications/calls('${call.id}')/contentSharingSessions`,
        value: [1, 2].map(() => ({
          '@odata.type': '#microsoft.graph.contentSharingSession',
          id: expect.stringMatching(/^[\da-f-]{36}$/),
        })),
      },
    ])
    const [first, second] = list.body.value
    const one = await graph.get(`${path}${SESSIONS}/${second.id.toUpperCase()}`)
    expect([one.status, one.body]).toEqual([
      200,
      {
        '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#communications/calls('${call.id}')/contentSharingSessions/$entity`,
        ...second,
      },
    ])
    emulator.perform(call.id, { do: 'stopSharing', who: ALEX })
    expect((await graph.get(path + SESSIONS)).body.value).toEqual([first])
    expect((await graph.get(`${path}${SESSIONS}/${second.id}`)).body.error).toMatchObject({
      code: '8522',
      message: expect.stringContaining(second.id),
    })
  })

  it.each([
    ['leaves the call', { do: 'leave', who: ADELE }],
    ['is removed from the call', { do: 'remove', who: ADELE }],
  ] as const)('ends the session when the sharing participant %s', async (_, step) => {
    const { emulator, graph, received, call, path } = await inProgress()
    emulator.perform(call.id, { do: 'share', who: ADELE })
    emulator.perform(call.id, step)
    await emulator.settled()
    expect(ofSharing(received).map(({ changeType }) => changeType)).toEqual(['created', 'deleted'])
    expect((await graph.get(path + SESSIONS)).body.value).toEqual([])
  })

  it('notifies the app in a peer-to-peer call as well', async () => {
    const { emulator, received, call } = await establishedCall(setup(), anOutgoingCall(asked))
    emulator.perform(call.id, { do: 'share' })
    emulator.perform(call.id, { do: 'stopSharing' })
    await emulator.settled()
    expect(ofSharing(received).map(({ changeType }) => changeType)).toEqual(['created', 'deleted'])
  })

  it.each([
    ['did not enable these notifications', aGroupCall()],
    [
      'disabled these notifications',
      aGroupCall({ callOptions: { ...asked.callOptions, isContentSharingNotificationEnabled: false } }),
    ],
  ])('lists the session but does not notify an app that %s', async (_, body) => {
    const { emulator, graph, received, call, path } = await inProgress(body)
    emulator.perform(call.id, { do: 'share' })
    emulator.perform(call.id, { do: 'stopSharing', who: ADELE })
    await emulator.settled()
    expect(ofSharing(received)).toEqual([])
    expect((await graph.get(path + SESSIONS)).body.value).toHaveLength(1)
  })

  it('lists no session when nothing is shared, and refuses an unknown call', async () => {
    const { graph, path } = await inProgress()
    expect((await graph.get(path + SESSIONS)).body.value).toEqual([])
    expect((await graph.get(`/communications/calls/${ADELE}${SESSIONS}`)).body.error.code).toBe('8522')
  })
})
