import { expect, it } from 'vitest'
import { buildCallRecord } from '../../src/call-records/build-call-record.ts'
import type { JsonObject } from '../../src/edm/json.ts'
import { createEmulator, selectCallRecords } from '../../src/index.ts'
import { createRandom } from '../../src/runtime/random.ts'
import { classifyStream } from '../call-records/classify-stream.ts'
import { list, member } from '../call-records/sample-call.ts'

/** The sessions of each call of a past, with nothing said of it but how long it is. */
function sessionsOfThePast(): JsonObject[][] {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  emulator.populate({ days: 14, callsPerDay: 60 })
  return selectCallRecords()(emulator.store.getState()).map((row) =>
    list(buildCallRecord(row, createRandom(row.id), { ratings: createRandom(`ratings of ${row.id}`) }), 'sessions'),
  )
}

function audioIn(session: JsonObject): JsonObject[] {
  const media = list(session, 'segments').flatMap((segment) => list(segment, 'media'))
  return media.filter(({ label }) => label === 'main-audio').flatMap((one) => list(one, 'streams'))
}

const isPoor = (stream: JsonObject) => classifyStream(stream, 'main-audio') === 'poor'

it('people rate a call of the past by what they heard, whatever their own network was', () => {
  const agreed = { poor: 0, good: 0 }
  for (const session of sessionsOfThePast().flat()) {
    for (const [end, heard] of [
      ['caller', 'calleeToCaller'],
      ['callee', 'callerToCallee'],
    ] as const) {
      if (!member(session, end).feedback) continue
      const { rating } = member(member(session, end), 'feedback')
      const received = audioIn(session).filter(({ streamDirection }) => streamDirection === heard)
      const wasPoor = received.some(isPoor) || received.every(({ packetUtilization }) => packetUtilization === 0)
      expect(wasPoor ? ['bad', 'poor', 'fair'] : ['fair', 'good', 'excellent']).toContain(rating)
      agreed[wasPoor ? 'poor' : 'good'] += 1
    }
  }
  expect(agreed.poor).toBeGreaterThan(5)
  expect(agreed.good).toBeGreaterThan(20)
})

it('most calls of the past were fine: in about three of ten somebody had poor audio', () => {
  const calls = sessionsOfThePast()
  const poor = calls.filter((sessions) => sessions.flatMap(audioIn).some(isPoor))
  expect(poor.length / calls.length).toBeGreaterThan(0.15)
  expect(poor.length / calls.length).toBeLessThan(0.4)
})
