import { expect, it } from 'vitest'
import { toAttendanceIntervals, toCallInterval } from '../../../src/call-records/timeline/attendance-intervals.ts'
import { toCallHistory } from '../../../src/call-records/timeline/call-history.ts'
import { abbie, aCall, app, START } from '../sample-call.ts'

type Entry = readonly [second: number, participantId: string, did: 'joined' | 'left']

/** A call in which participants joined and left at these seconds, ended after a minute. */
function toHistory(entries: readonly Entry[]) {
  const history = entries.map(([second, participantId, did]) => ({ at: START + second * 1_000, did, participantId }))
  return toCallHistory(aCall({}, { kind: 'group', history, endedAt: START + 60_000 }))
}

it.each<[string, Entry[], [string, number, number][]]>([
  [
    'lasts from joining to leaving',
    [
      [1, app.id, 'joined'],
      [9, app.id, 'left'],
    ],
    [[app.id, 1, 9]],
  ],
  ['lasts until the end of the call when the participant did not leave', [[1, app.id, 'joined']], [[app.id, 1, 60]]],
  [
    'is one when the participant joined twice without leaving',
    [
      [1, app.id, 'joined'],
      [5, app.id, 'joined'],
      [9, app.id, 'left'],
    ],
    [[app.id, 1, 9]],
  ],
  [
    'is another one after each return, in order of joining',
    [
      [1, app.id, 'joined'],
      [2, abbie.id, 'joined'],
      [3, app.id, 'left'],
      [5, app.id, 'joined'],
      [8, abbie.id, 'left'],
      [9, app.id, 'left'],
    ],
    [
      [app.id, 1, 3],
      [abbie.id, 2, 8],
      [app.id, 5, 9],
    ],
  ],
  ['does not exist for a participant who left without having joined', [[3, app.id, 'left']], []],
])('an attendance interval %s', (_, entries, expected) => {
  const intervals = toAttendanceIntervals(toHistory(entries))
  expect(intervals).toEqual(
    expected.map(([participantId, from, until]) => ({
      participantId,
      from: START + from * 1_000,
      until: START + until * 1_000,
    })),
  )
})

it('a call lasts from the first joining to the last leaving, and for no time when no one joined', () => {
  const call = toHistory([
    [2, abbie.id, 'joined'],
    [4, app.id, 'joined'],
    [8, abbie.id, 'left'],
    [9, app.id, 'left'],
  ])
  expect(toCallInterval(call, toAttendanceIntervals(call))).toEqual({ from: START + 2_000, until: START + 9_000 })
  expect(toCallInterval(call, [])).toEqual({ from: START + 60_000, until: START + 60_000 })
})
