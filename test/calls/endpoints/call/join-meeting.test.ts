import { describe, expect, it } from 'vitest'
import { aMeeting, TENANT } from '../../../support/bodies.ts'
import { createCall } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const { meetingInfo: BY_ORGANIZER } = aMeeting()
const BY_TOKEN = { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 't' }
const BY_ID = { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1234567', passcode: null }

describe('Joining a meeting', () => {
  it.each([BY_ORGANIZER, BY_TOKEN, BY_ID])('by %j needs the tenant', async (meetingInfo) => {
    const world = setup()
    const join = (tenantId: unknown) => world.graph.post(CALLS, aMeeting({ meetingInfo, tenantId }))
    for (const tenantId of [undefined, null, '']) {
      await expectRefused(world, () => join(tenantId), {
        status: 403,
        code: '7505',
        named: ['Request authorization tenant mismatch', "'tenantId' is required to join a meeting"],
      })
    }
    expect((await join(TENANT)).status).toBe(201)
  })

  it('needs the tenant beside meetingInfo, not inside', async () => {
    const world = setup()
    const meetingInfo = { ...BY_ORGANIZER, tenantId: TENANT }
    await expectRefused(world, () => world.graph.post(CALLS, aMeeting({ meetingInfo, tenantId: undefined })), {
      status: 403,
      code: '7505',
      named: ['beside meetingInfo'],
    })
  })

  it('has no transcription in its response, but its state afterwards', async () => {
    const { graph } = setup()
    const call = await createCall(graph, aMeeting())
    expect(call.transcription).toBeNull()
    const later = (await graph.get(`${CALLS}/${call.id}`)).body
    expect(later.transcription).toEqual({
      '@odata.type': '#microsoft.graph.callTranscriptionInfo',
      state: 'inactive',
      lastModifiedDateTime: '2026-01-05T09:00:00Z',
    })
    expect((await graph.get(CALLS)).body.value[0].transcription).toEqual(later.transcription)
  })
})
