import { describe, expect, it } from 'vitest'
import { TONE_DELAY_MS, TONE_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import { createCall } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { aMediaCall, outcomes } from './media-call.ts'

const ALL = [
  ...Array.from({ length: 10 }, (_, digit) => `tone${digit}`),
  ...['star', 'pound', 'a', 'b', 'c', 'd', 'flash'],
]

describe('sendDtmfTones', () => {
  it.each(['sendDtmfTones', 'microsoft.graph.sendDtmfTones'])('answers %s with a running operation', async (name) => {
    const { act, path } = await aMediaCall()
    const { status, headers, body } = await act(name, { tones: ['tone1'], clientContext: 'mine' })
    expect(status).toBe(200)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
    expect(body).toEqual({
      '@odata.type': '#microsoft.graph.sendDtmfTonesOperation',
      id: expect.any(String),
      clientContext: 'mine',
      resultInfo: null,
      status: 'running',
      completionReason: null,
    })
  })

  it('notifies the app of its completion with a completionReason and without a resultInfo', async () => {
    const { emulator, act, received } = await aMediaCall()
    await act('sendDtmfTones', { tones: ['tone1', 'pound'] })
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([{ changeType: 'deleted', resourceData: { status: 'completed' } }])
    expect(received[0].resourceData.completionReason).toBe('completedSuccessfully')
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
  })

  it.each([
    [['tone1'], undefined, TONE_LENGTH_MS + TONE_DELAY_MS],
    [['tone1', 'star', 'pound'], null, 3 * (TONE_LENGTH_MS + TONE_DELAY_MS)],
    [['tone1', 'star', 'pound'], 0, 3 * TONE_LENGTH_MS],
    [['tone1', 'star'], 1_000, 2 * (TONE_LENGTH_MS + 1_000)],
    [ALL, 10, 17 * (TONE_LENGTH_MS + 10)],
  ])('sends %j with a delay of %j ms in %i ms', async (tones, delayBetweenTonesMs, lengthMs) => {
    const { emulator, act, received } = await aMediaCall()
    await act('sendDtmfTones', { tones, delayBetweenTonesMs })
    await emulator.clock.advance(lengthMs - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received).toHaveLength(1)
  })

  it('completes, never fails, when it is cancelled', async () => {
    const { emulator, act, received } = await aMediaCall()
    await act('sendDtmfTones', { tones: ALL })
    await act('sendDtmfTones', { tones: ALL })
    await act('cancelMediaProcessing')
    await emulator.settled()
    expect(received.map(({ resourceData }) => [resourceData.status, resourceData.completionReason])).toEqual([
      ['completed', 'mediaOperationCanceled'],
      ['completed', 'mediaOperationCanceled'],
    ])
    for (const { resourceData } of received) expect(resourceData).not.toHaveProperty('resultInfo')
  })

  it('is available with app-hosted media', async () => {
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }
    const world = await aMediaCall({ call: { mediaConfig } })
    expect((await world.act('sendDtmfTones', { tones: ['tone5'] })).status).toBe(200)
    await world.emulator.clock.runToIdle()
    expect(outcomes(world)).toEqual([['deleted', 'sendDtmfTonesOperation', 'completed', undefined]])
  })
})

describe('The documented limits of sendDtmfTones', () => {
  it.each([
    [{ tones: ALL }],
    [{ tones: ['Tone1', 'POUND'] }],
    [{ tones: ['flash'], delayBetweenTonesMs: 2 ** 31 - 1 }],
    [{ tones: ['a'], clientContext: 'x'.repeat(256) }],
  ])('accept %j', async (body) => {
    const { act } = await aMediaCall()
    expect((await act('sendDtmfTones', body)).status).toBe(200)
  })

  it.each<[unknown, ...string[]]>([
    [{}, 'tones', 'required'],
    [{ tones: [] }, 'tones', '0 items were given; 1 or more are allowed'],
    [{ tones: ['tone10'] }, 'tones[0]', "'tone10'", 'tone0, tone1'],
    [{ tones: ['1'] }, 'tones[0]', "'1'"],
    [{ tones: [{ sequenceId: 1, tone: 'tone1' }] }, 'tones[0]', 'an object'],
    [{ tones: 'tone1' }, 'tones', "'tone1' is not a list"],
    [{ tones: ['tone1'], delayBetweenTonesMs: -1 }, 'delayBetweenTonesMs', '-1 is not between 0 and 2147483647'],
    [{ tones: ['tone1'], delayBetweenTonesMs: 2 ** 31 }, 'delayBetweenTonesMs', '2147483648'],
    [{ tones: ['tone1'], delayBetweenTonesMs: 0.5 }, 'delayBetweenTonesMs', '0.5'],
    [{ tones: ['tone1'], clientContext: 'x'.repeat(257) }, 'clientContext', '257 characters', 'at most 256'],
  ])('refuse %j', async (body, ...named) => {
    const world = await aMediaCall()
    await expectRefused(world, () => world.act('sendDtmfTones', body), { status: 400, code: '8523', named })
  })

  it('refuse a call that is not established', async () => {
    const world = await aMediaCall()
    const early = await createCall(world.graph)
    await world.emulator.settled()
    const send = () => world.graph.post(`/communications/calls/${early.id}/sendDtmfTones`, { tones: ['tone1'] })
    await expectRefused(world, send, { status: 400, code: '8501', named: ["'establishing'"] })
  })
})
