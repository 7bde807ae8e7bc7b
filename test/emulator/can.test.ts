import { describe, expect, it } from 'vitest'
import type { Emulator, Step } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
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
  it('tells what the other side can do in each state of a call', async () => {
    const { emulator, graph } = setup()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    expect(possible(emulator, call.id)).toEqual(['answer', 'decline'])
    await emulator.clock.advance('2s')
    expect(possible(emulator, call.id)).toEqual(['hangUp', 'hold', 'speak', 'silence', 'press', 'network', 'rate'])
    emulator.perform(call.id, { do: 'hold' })
    expect(possible(emulator, call.id)).toEqual(['hangUp', 'resume', 'speak', 'silence', 'press', 'network', 'rate'])
    emulator.perform(call.id, { do: 'hangUp' })
    expect(possible(emulator, call.id)).toEqual([])
  })

  it('says the same as perform does', async () => {
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

  it('is false for a call that is not there, and refuses what is no step', () => {
    const { emulator } = setup()
    expect(emulator.can('nobody', { do: 'answer' })).toBe(false)
    // @ts-expect-error on purpose: a mistake that only a program without types can make
    expect(() => emulator.can('nobody', { do: 'dance' })).toThrow('dance')
  })
})
