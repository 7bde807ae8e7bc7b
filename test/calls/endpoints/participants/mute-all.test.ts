import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { namesOn, rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

const BETA = 'https://graph.microsoft.com/beta'

const groupOnBeta = async (body?: object) => {
  const world = await groupCallInProgress(setup(), body)
  return { ...world, muteAll: (given?: object) => world.graph.post(`${BETA}${world.path}/participants/muteAll`, given) }
}
const mutedOn = (roster: readonly { isMuted: boolean }[]) => namesOn(roster.filter(({ isMuted }) => isMuted))

describe('muteAll', () => {
  it.each([
    ['without a body', undefined],
    ['with an empty list', { participants: [] }],
  ])('mutes all participants but the app in one step when called %s', async (_, given) => {
    const { emulator, received, path, muteAll } = await groupOnBeta()
    const { status, headers, body } = await muteAll(given)
    expect(status).toBe(200)
    expect(headers.get('location')).toBe(`${BETA}${path}/operations/${body.id}`)
    expect(body).toMatchObject({ '@odata.type': '#microsoft.graph.commsOperation', status: 'completed' })
    await emulator.clock.runToIdle()
    expect(received).toHaveLength(1)
    expect(rosters(received).map(mutedOn)).toEqual([['Adele Vance', 'Alex Wilber']])
  })

  it('mutes the listed participants, including the app', async () => {
    const { emulator, received, call, idOf, muteAll } = await groupOnBeta()
    const { body } = await muteAll({
      participants: [await idOf('Alex Wilber'), call.myParticipantId],
      clientContext: 'both',
    })
    expect(body.clientContext).toBe('both')
    await emulator.settled()
    expect(rosters(received).map(mutedOn)).toEqual([['Calling app', 'Alex Wilber']])
  })

  it('mutes no participant when one of the listed ids is unknown', async () => {
    const world = await groupOnBeta()
    const alex = await world.idOf('Alex Wilber')
    const named = ['participants[1]', "'unknown'"]
    await expectRefused(world, () => world.muteAll({ participants: [alex, 'unknown'] }), {
      status: 400,
      code: '8523',
      named,
    })
  })

  it('accepts a clientContext of up to 256 characters', async () => {
    const world = await groupOnBeta()
    const request = (length: number) => world.muteAll({ clientContext: 'x'.repeat(length) })
    await expectRefused(world, () => request(257), {
      status: 400,
      code: '8523',
      named: ['clientContext', '257', '256'],
    })
    expect((await request(256)).status).toBe(200)
  })

  it('refuses a peer-to-peer call', async () => {
    const world = await groupOnBeta(anOutgoingCall())
    await expectRefused(world, () => world.muteAll(), { status: 400, code: '8548', named: ['group call'] })
  })

  it('exists only on beta', async () => {
    const world = await groupOnBeta()
    await expectRefused(world, () => world.graph.post(`${world.path}/participants/muteAll`), {
      status: 400,
      code: 'BadRequest',
      named: ["'muteAll'"],
    })
  })
})
