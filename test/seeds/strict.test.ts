import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'
import { type Seed, seeds, urlsOf } from './seed.ts'

const { addCalls, addCallRecords, addSessions } = seeds
const RECORD_ID = '81ba513a-513a-81ba-3a51-ba813a51ba81'

/** The paths of the drafts, below the base segment. */
const pathsOf = (seed: Seed) =>
  urlsOf(seed).map((url) => url.slice(url.indexOf('/communications/')).replace('{callRecordId}', RECORD_ID))

const CALL_STATES =
  'incoming establishing established hold transferring transferAccepted redirecting terminating terminated'
const CALL_MODALITIES = 'audio video videoBasedScreenSharing data'
const RECORD_MODALITIES = 'audio video videoBasedScreenSharing data screenSharing'
const TONES = 'tone0 tone1 tone2 tone3 tone4 tone5 tone6 tone7 tone8 tone9 star pound a b c d flash'

/** Each member of the examples that has a placeholder for an enumeration value, alone in an otherwise valid body. */
const placeholders: [path: string, body: object, property: string, allowed: string][] = [
  ['/communications/calls', anOutgoingCall({ state: 'String' }), 'state', CALL_STATES],
  ['/communications/calls', anOutgoingCall({ mediaState: { audio: 'String' } }), 'mediaState/audio', 'active inactive'],
  ['/communications/calls', anOutgoingCall({ direction: 'String' }), 'direction', 'incoming outgoing'],
  [
    '/communications/calls',
    anOutgoingCall({ requestedModalities: ['String'] }),
    'requestedModalities',
    CALL_MODALITIES,
  ],
  ['/communications/calls', anOutgoingCall({ toneInfo: { sequenceId: 10, tone: 'String' } }), 'toneInfo/tone', TONES],
  ['/communications/callRecords', { type: 'String' }, 'type', 'unknown groupCall peerToPeer'],
  ['/communications/callRecords', { modalities: ['String'] }, 'modalities', RECORD_MODALITIES],
  [`/communications/callRecords/${RECORD_ID}/sessions`, { modalities: ['String'] }, 'modalities', RECORD_MODALITIES],
  [
    `/communications/callRecords/${RECORD_ID}/sessions`,
    { failureInfo: { stage: 'String' } },
    'failureInfo/stage',
    'unknown callSetup midcall',
  ],
]

describe.each(['v1.0', 'beta'])("under /%s, a draft's placeholder", (version) => {
  const refuse = async (path: string, body: object) => {
    const { emulator, graph } = setup()
    await graph.post('/communications/callRecords', { id: RECORD_ID })
    await emulator.settled()
    const before = emulator.snapshot()
    const response = await graph.post(`https://graph.microsoft.com/${version}${path}`, body)
    // Only the request id was drawn. Nothing changed, and no notification was sent.
    expect(emulator.store.getState()).toBe(before.world)
    expect(emulator.trace.of('notification')).toEqual([])
    return response
  }

  it.each(placeholders)('is rejected in a POST to %s with %j', async (path, body, property, allowed) => {
    const { status, body: refusal } = await refuse(path, body)
    expect(status).toBe(400)
    for (const part of property.split('/')) expect(refusal.error.message).toContain(part)
    expect(refusal.error.message).toContain("'String'")
    for (const member of allowed.split(' ')) expect(refusal.error.message).toMatch(new RegExp(`\\b${member}\\b`))
  })

  it.each([
    ...pathsOf(addCalls).map((path) => [path, addCalls] as const),
    ...pathsOf(addCallRecords).map((path) => [path, addCallRecords] as const),
    ...pathsOf(addSessions).map((path) => [path, addSessions] as const),
  ])('is rejected in the complete example to %s', async (path, { request }) => {
    const { status, body } = await refuse(path, request.body)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/'String'/)
    expect(body.error.message).toMatch(/state|audio|direction|requestedModalities|tone|type|modalities|stage/)
  })

  it('is accepted for text, and the example is accepted without its placeholders', async () => {
    const { graph } = setup()
    const { status, body } = await graph.post(
      `https://graph.microsoft.com/${version}/communications/callRecords/$ref`,
      {
        ...addCallRecords.request.body,
        type: 'groupCall',
        modalities: ['audio'],
      },
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({
      version: 7,
      type: 'groupCall',
      modalities: ['audio'],
      startDateTime: expect.stringMatching(/^2016-12-31T21:03:15\.6077?[0-9]*Z$/),
      organizer: { application: { id: 'Id value', displayName: 'Display Name value' } },
      joinWebUrl: 'https://example.com/joinWebUrl/',
    })
  })
})

it('with strict: false, placeholders are also accepted and echoed under /v1.0', async () => {
  const { graph } = setup({ strict: false })
  const { status, body } = await graph.post('/communications/calls/$ref', addCalls.request.body)
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'String', requestedModalities: ['String'] })
})
