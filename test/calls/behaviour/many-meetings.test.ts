import { expect, it } from 'vitest'
import { aMeeting } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

it('Ten meetings of fifty people keep their rosters and records separate', async () => {
  const users = Array.from({ length: 60 }, (_, index) => ({ id: `user-${index}`, displayName: `User ${index}` }))
  const { emulator, graph, received } = setup({ directory: { users } })
  const calls = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const organizer = { user: { id: `user-${index}` } }
      const meetingInfo = { '@odata.type': '#microsoft.graph.organizerMeetingInfo', organizer }
      return createCall(graph, aMeeting({ meetingInfo }))
    }),
  )
  await emulator.clock.advance('1s')
  // In each round one user joins every meeting, so that all meetings grow at the same time.
  for (let joined = 0; joined < 48; joined += 1) {
    for (const { id } of calls) emulator.perform(id, { do: 'join' })
    await emulator.clock.advance('1s')
  }
  for (const { id } of calls) {
    const ownRosters = rosters(received.filter(({ resourceUrl }) => resourceUrl.includes(id)))
    expect(ownRosters.map(({ length }) => length)).toEqual(Array.from({ length: 49 }, (_, index) => index + 2))
    expect((await graph.get(`/communications/calls/${id}/participants`)).body.value).toHaveLength(50)
    expect(new Set(namesOn(ownRosters.at(-1) ?? [])).size).toBe(50)
  }
  for (const { id } of calls) await graph.delete(`/communications/calls/${id}`)
  await emulator.clock.runToIdle()
  for (const { callChainId } of calls) {
    const { body } = await graph.get(`/communications/callRecords/${callChainId}?$expand=sessions`)
    expect(body.sessions).toHaveLength(50)
  }
})
