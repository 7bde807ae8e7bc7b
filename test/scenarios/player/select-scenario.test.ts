import { describe, expect, it } from 'vitest'
import { defineScenario, results, type Scenario, scenarios, sequence } from '../../../src/index.ts'
import { ALEX, aMeeting, anInvitation, anOutgoingCall } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

describe('Selecting the scenario of a call', () => {
  /** Creates calls with these bodies, one after another. @returns the result of each, or 'up'. */
  const outcomes = async (inUse: readonly Scenario[], bodies: readonly object[]) => {
    const { emulator, graph } = setup({ scenarios: inUse })
    const states: string[] = []
    for (const body of bodies) {
      const call = await createCall(graph, body)
      await emulator.clock.advance('10s')
      states.push(emulator.store.getState().calls.get(call.id)?.resultInfo?.message ?? 'up')
    }
    return states
  }
  const call = anOutgoingCall()
  const busy = results.busy.message

  it('matches by callee', async () => {
    const alexIsBusy = defineScenario({ ...scenarios.busy, match: { who: 'Alex Wilber' } })
    expect(await outcomes([alexIsBusy], [call, anOutgoingCall({ targets: [anInvitation(ALEX)] })])).toEqual([
      'up',
      busy,
    ])
  })

  it('matches by requested modality', async () => {
    const noVideo = defineScenario({ ...scenarios.busy, match: { modality: 'video' } })
    expect(await outcomes([noVideo], [call, anOutgoingCall({ requestedModalities: ['audio', 'video'] })])).toEqual([
      'up',
      busy,
    ])
  })

  it('matches by meeting: its join id or the thread id of its chat', async () => {
    const denied = results.removed.message
    const into = (meeting: string) =>
      defineScenario({ name: 'denied', match: { meeting }, steps: [{ do: 'lobby' }, { after: '1s', do: 'deny' }] })
    const byId = {
      ...aMeeting(),
      meetingInfo: {
        '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo',
        joinMeetingId: '1234567',
        passcode: null,
      },
    }
    expect(await outcomes([into('1234567')], [aMeeting(), byId])).toEqual(['up', denied])
    const { threadId } = aMeeting().chatInfo
    const other = aMeeting({ chatInfo: { ...aMeeting().chatInfo, threadId: '19:other@thread.v2' } })
    expect(await outcomes([into(threadId)], [call, other, aMeeting()])).toEqual(['up', 'up', denied])
  })

  it('matches the nth call only', async () => {
    const second = defineScenario({ ...scenarios.busy, match: { direction: 'outgoing', nth: 2 } })
    expect(await outcomes([second], [call, call, call])).toEqual(['up', busy, 'up'])
  })

  it('plays a scenario for a limited number of calls', async () => {
    const twice = defineScenario({ ...scenarios.busy, times: 2 })
    expect(await outcomes([twice], [call, call, call])).toEqual([busy, busy, 'up'])
  })

  it('plays a sequence for consecutive calls', async () => {
    const days = sequence(scenarios.busy, scenarios.declined, scenarios.busy)
    expect(await outcomes(days, [call, call, call, call])).toEqual([busy, results.declined.message, busy, 'up'])
  })

  it('starts counting again when a scenario is used again, whatever its name', async () => {
    const { emulator, graph } = setup()
    const states: string[] = []
    for (const scenario of [scenarios.busy, scenarios.busy, { ...scenarios.declined, name: 'busy' }]) {
      emulator.use({ ...scenario, times: 1 })
      const { id } = await createCall(graph, call)
      await emulator.clock.advance('10s')
      states.push(emulator.store.getState().calls.get(id)?.resultInfo?.message ?? 'up')
    }
    expect(states).toEqual([busy, busy, results.declined.message])
  })

  it('starts counting again after a reset', async () => {
    const { emulator, graph } = setup({ scenarios: [defineScenario({ ...scenarios.busy, times: 1 })] })
    for (let round = 0; round < 2; round += 1) {
      const { id } = await createCall(graph, call)
      await emulator.clock.advance('10s')
      expect(emulator.store.getState().calls.get(id)?.resultInfo).toMatchObject({ subcode: 8539 })
      emulator.reset()
    }
  })
})
