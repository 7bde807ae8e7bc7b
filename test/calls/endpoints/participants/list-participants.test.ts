import { describe, expect, it } from 'vitest'
import { aGroupCall, anInvitation, CALLBACK, MEGAN } from '../../../support/bodies.ts'
import { createCall, establishedCall } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { namesOn } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

const NOT_GROUP = { status: 400, code: '8548', named: ['not a group call'] }

describe('Listing the participants of a call', () => {
  it.each(['v1.0', 'beta'])(
    'is for group calls: a peer-to-peer call is refused on %s, as its participants are',
    async (version) => {
      const world = await establishedCall(setup())
      const { graph, call, path } = world
      const url = `https://graph.microsoft.com/${version}${path}/participants`
      await expectRefused(world, () => graph.get(url), NOT_GROUP)
      await expectRefused(world, () => graph.get(`${url}/${call.myParticipantId}`), NOT_GROUP)
    },
  )

  it('is refused while a peer-to-peer call rings in either direction', async () => {
    const world = setup({ callbackUri: CALLBACK })
    const { emulator, graph } = world
    const ids = [(await createCall(graph)).id, emulator.incomingCall().id]
    await emulator.settled()
    for (const id of ids) {
      await expectRefused(world, () => graph.get(`/communications/calls/${id}/participants`), NOT_GROUP)
    }
  })

  it('returns the roster of a group call, and of a peer-to-peer call that has become one', async () => {
    const group = await establishedCall(setup(), aGroupCall())
    expect(await group.readRoster()).toEqual(['Calling app', 'Adele Vance', 'Alex Wilber'])
    const { graph, path } = await establishedCall(setup())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    const { status, body } = await graph.get(`${path}/participants`)
    expect([status, namesOn(body.value)]).toEqual([200, ['Calling app', 'Adele Vance']])
  })
})
