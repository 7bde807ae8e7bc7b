import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CallEvent } from '../../../src/calls/call-event.ts'
import { TRANSITIONS, transition } from '../../../src/calls/lifecycle/transitions.ts'
import { CALL_STATES, type CallState } from '../../../src/calls/rows.ts'

const EVENTS = [
  'answer',
  'reject',
  'connect',
  'hangUp',
  'end',
  'release',
  'hold',
  'resume',
  'transfer',
  'acceptTransfer',
  'failTransfer',
  'redirect',
  'acceptRedirect',
] as const satisfies readonly CallEvent['type'][]

/** The state diagram as a table: the state to which each event leads from each state; `-` where it is not allowed. */
const DIAGRAM = `
                  answer        reject      connect      hangUp       end          release     hold  resume       transfer      acceptTransfer    failTransfer  redirect     acceptRedirect
incoming          establishing  terminated  -            terminated   terminated   -           -     -            -             -                 -             redirecting  -
establishing      -             -           established  terminating  terminated   -           -     -            -             -                 -             -            -
ringing           -             -           established  terminating  terminated   -           -     -            -             -                 -             -            -
established       -             -           -            terminating  terminating  -           hold  -            transferring  -                 -             -            -
hold              -             -           -            terminating  terminating  -           -     established  -             -                 -             -            -
transferring      -             -           -            terminating  terminating  -           -     -            -             transferAccepted  established   -            -
transferAccepted  -             -           -            -            -            terminated  -     -            -             -                 -             -            -
redirecting       -             -           -            terminated   terminated   -           -     -            -             -                 -             -            terminated
terminating       -             -           -            -            -            terminated  -     -            -             -                 -             -            -
terminated        -             -           -            -            -            -           -     -            -             -                 -             -            -
`

const [head = '', ...rows] = DIAGRAM.trim().split('\n')
const columns = head.trim().split(/\s+/)
const expectedTransitions = rows.flatMap((row) => {
  const [state = '', ...targets] = row.trim().split(/\s+/)
  return columns.map((event, index) => [state, event, targets[index] === '-' ? undefined : targets[index]] as const)
})

describe('The transition table', () => {
  it('covers every state and every event', () => {
    expect([...new Set(expectedTransitions.map(([state]) => state))]).toEqual([...CALL_STATES])
    expect(columns).toEqual([...EVENTS])
  })

  it.each(expectedTransitions)('in state %s, %s leads to %s', (state, event, target) => {
    expect(transition(state as CallState, event as CallEvent['type'])?.to).toBe(target)
  })

  it('allows no event after terminated, and terminating only once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<CallState>('incoming', 'establishing'),
        fc.array(fc.constantFrom(...EVENTS)),
        (first, events) => {
          let state = first
          const seen = [state]
          for (const event of events) {
            const next = transition(state, event)
            if (!next) continue
            state = next.to
            seen.push(state)
          }
          const end = seen.indexOf('terminated')
          expect(end === -1 || end === seen.length - 1).toBe(true)
          expect(seen.filter((one) => one === 'terminating').length).toBeLessThan(2)
        },
      ),
    )
  })

  it('notifies the app of every change of state except redirecting, and of terminated as deleted', () => {
    for (const events of Object.values(TRANSITIONS)) {
      for (const { to, effects } of Object.values(events)) {
        if (to === 'redirecting') continue
        const notified = effects.flatMap((effect) => (effect.do === 'notify' ? [effect.change] : []))
        expect(notified).toEqual([to === 'terminated' ? 'deleted' : 'updated'])
      }
    }
  })
})
