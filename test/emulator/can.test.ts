import { describe, expect, it } from 'vitest'
import type { Emulator, Step } from '../../src/index.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const STEPS: readonly Step[] = [
  { do: 'answer' },
  { do: 'decline' },
  { do: 'hangUp' },
  { do: 'hold' },
  { do: 'resume' },
  { do: 'speak' },
  { do: 'silence' },
  { do: 'press', tones: '1' },
  { do: 'failOperation' },
  { do: 'network', profile: 'lossy' },
  { do: 'rate', rating: 'good' },
]

const possible = (emulator: Emulator, id: string) =>
  STEPS.filter((step) => emulator.can(id, step)).map((step) => step.do)

describe('can', () => {
  it('is true for the steps that the other side can take in each state of a call', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    expect(possible(emulator, call.id)).toEqual(['answer', 'decline'])
    await emulator.clock.advance('2s')
    expect(possible(emulator, call.id)).toEqual(['hangUp', 'hold', 'speak', 'silence', 'press', 'network', 'rate'])
    emulator.perform(call.id, { do: 'hold' })
    expect(possible(emulator, call.id)).toEqual(['hangUp', 'resume', 'speak', 'silence', 'press', 'network', 'rate'])
    emulator.perform(call.id, { do: 'hangUp' })
    expect(possible(emulator, call.id)).toEqual([])
  })

  it('agrees with perform about every step', async () => {
    for (const step of STEPS) {
      const { emulator } = setup({ callbackUri: 'https://bot.contoso.com/incoming' })
      const { id } = emulator.incomingCall()
      const can = emulator.can(id, step)
      let did = true
      try {
        emulator.perform(id, step)
      } catch {
        did = false
      }
      expect([step.do, can]).toEqual([step.do, did])
    }
  })

  it('is false for an unknown call and rejects an invalid step', () => {
    const { emulator } = setup()
    expect(emulator.can('unknown', { do: 'answer' })).toBe(false)
    // @ts-expect-error: an invalid step, as JavaScript code may pass it
    expect(() => emulator.can('unknown', { do: 'dance' })).toThrow('dance')
  })
})
