import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { setup } from '../../../support/setup.ts'

const BETA = 'https://graph.microsoft.com/beta'

const groupOnBeta = async (body?: object) => {
  const world = await groupCallInProgress(setup(), body)
  const { graph, path } = world
  const configure = (given: object, base = BETA) => graph.post(`${base}${path}/participants/configureMixer`, given)
  return { ...world, configure }
}

/** Mixer levels with which Adele hears Alex above all others. */
const aLevel = (adele: string, alex: string, ducking = {}, source = {}) => ({
  participant: adele,
  exclusive: true,
  ducking: { rampActive: 50, rampInactive: 50, lowerLevel: 10, upperLevel: 50, ...ducking },
  sourceLevels: [{ participant: alex, level: 50, duckOthers: false, ...source }],
})

describe('configureMixer', () => {
  it('runs as an operation for a while and changes no participant', async () => {
    const { emulator, received, path, idOf, configure } = await groupOnBeta()
    const participantMixerLevels = [aLevel(await idOf('Adele Vance'), await idOf('Alex Wilber'))]
    const { status, headers, body } = await configure({ participantMixerLevels, clientContext: 'louder' })
    expect(status).toBe(202)
    expect(headers.get('location')).toBe(`${BETA}${path}/operations/${body.id}`)
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.commsOperation',
      status: 'running',
      clientContext: 'louder',
    })
    await emulator.clock.advance('500ms')
    expect(received).toMatchObject([
      {
        changeType: 'deleted',
        resourceUrl: `${path}/operations/${body.id}`,
        resourceData: {
          '@odata.type': '#microsoft.graph.commsOperation',
          status: 'completed',
          clientContext: 'louder',
        },
      },
    ])
  })

  it.each([
    [{ rampActive: 0, rampInactive: 5000 }, {}],
    [{}, { duckOthers: true }],
    [{}, { level: null }],
  ])('accepts ducking %j with source level %j', async (ducking, source) => {
    const { idOf, configure } = await groupOnBeta()
    const level = aLevel(await idOf('Adele Vance'), await idOf('Alex Wilber'), ducking, source)
    expect((await configure({ participantMixerLevels: [level] })).status).toBe(202)
  })

  it.each([
    [{ rampActive: 5001 }, {}, ['ducking.rampActive', '5001', '0 and 5000']],
    [{ rampInactive: -1 }, {}, ['ducking.rampInactive', '-1', '0 and 5000']],
    [{ upperLevel: 'loud' }, {}, ['ducking.upperLevel', "'loud'"]],
    [{}, { participant: 'unknown' }, ['sourceLevels[0].participant', "'unknown'"]],
    [{}, { duckOthers: true, level: null }, ['sourceLevels[0].level', 'duckOthers']],
  ])('refuses ducking %j with source level %j', async (ducking, source, named) => {
    const world = await groupOnBeta()
    const level = aLevel(await world.idOf('Adele Vance'), await world.idOf('Alex Wilber'), ducking, source)
    await expectRefused(world, () => world.configure({ participantMixerLevels: [level] }), {
      status: 400,
      code: '8523',
      named: ['participantMixerLevels[0]', ...named],
    })
  })

  it.each([
    [{}, ['participantMixerLevels', 'required']],
    [{ participantMixerLevels: [{}] }, ['participantMixerLevels[0].participant', 'required']],
    [{ participantMixerLevels: [{ participant: 'unknown' }] }, ['participantMixerLevels[0].participant', "'unknown'"]],
    [{ participantMixerLevels: [], clientContext: 'x'.repeat(257) }, ['clientContext', '257', '256']],
  ])('refuses the request %j', async (given, named) => {
    const world = await groupOnBeta()
    await expectRefused(world, () => world.configure(given), { status: 400, code: '8523', named })
  })

  it('refuses a peer-to-peer call', async () => {
    const world = await groupOnBeta(anOutgoingCall())
    await expectRefused(world, () => world.configure({ participantMixerLevels: [] }), {
      status: 400,
      code: '8548',
      named: ['group call'],
    })
  })

  it('exists only on beta', async () => {
    const world = await groupOnBeta()
    const request = () => world.configure({ participantMixerLevels: [] }, 'https://graph.microsoft.com/v1.0')
    await expectRefused(world, request, { status: 400, code: 'BadRequest', named: ["'configureMixer'"] })
  })
})
