import { describe, expect, it } from 'vitest'
import { createEmulator, type Scenario } from '../../src/index.ts'
import { CALLBACK } from '../support/bodies.ts'
import { groupCallInProgress } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const callbackUri = CALLBACK
const HINT = "Did you mean 'Adele Vance'?"
const scenarioOf = (parts: Partial<Scenario>): Scenario => ({ name: 'a', steps: [{ do: 'answer' }], ...parts })

describe('a misspelt display name', () => {
  it.each(['Adele Vanse', 'adele vance', 'Adelle Vance', 'Adele  Vance'])(
    '%s is refused with the closest name',
    async (who) => {
      const { emulator, graph, received } = setup({ callbackUri })
      expect(() => emulator.incomingCall({ from: { user: who } })).toThrow(HINT)
      expect(() => emulator.incomingCall({ others: [who] })).toThrow(HINT)
      const { call } = await groupCallInProgress({ emulator, graph, received })
      expect(() => emulator.perform(call.id, { do: 'join', who })).toThrow(HINT)
      for (const scenario of [
        scenarioOf({ match: { who } }),
        scenarioOf({ steps: [{ do: 'answer', who }] }),
        scenarioOf({ actors: { boss: who } }),
        scenarioOf({ trigger: 'start', steps: [{ do: 'incoming', from: who }] }),
        scenarioOf({ trigger: 'start', steps: [{ do: 'incoming', others: [who] }] }),
      ]) {
        expect(() => createEmulator({ callbackUri, scenarios: [scenario] })).toThrow(HINT)
        expect(() => emulator.use(scenario)).toThrow(HINT)
      }
    },
  )

  it('is not assumed for ids, other names and names of actors', () => {
    const { emulator } = setup({ callbackUri })
    const call = emulator.incomingCall({ from: { user: '6b1f2c1e-7a3d-4a0f-9f0e-0c7e1c5f2d11' } })
    expect(call.state).toBe('incoming')
    emulator.use(scenarioOf({ match: { who: 'Lee Gu' } }), scenarioOf({ steps: [{ do: 'answer', who: 'app' }] }))
    emulator.use(
      scenarioOf({ actors: { 'Adele Vanse': 'Alex Wilber' }, steps: [{ do: 'answer', who: 'Adele Vanse' }] }),
    )
  })
})
