import { describe, expect, it } from 'vitest'
import { createEmulator, defineScenario, type FaultRule, parseScenario } from '../../../src/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const error = { status: 503, code: 'ServiceUnavailable' }
const KEEP_ALIVE = 'POST /communications/calls/{callId}/keepAlive'

describe('the path of a fault rule', () => {
  it.each([
    '/communications/calls/{callId}/keepAlive',
    '/communications/calls/*/keepAlive',
    '/communications/calls/:callId/keepAlive',
    '/Communications/Calls/{id}/KeepAlive',
  ])('means one action of any call: %s', async (path) => {
    const { emulator, graph } = setup()
    const {
      call: { id },
    } = await establishedCall({ emulator, graph })
    emulator.faults.add({ match: { path }, error })
    expect((await graph.post(`/communications/calls/${id}/keepAlive`, {})).status).toBe(503)
    expect((await graph.get(`/communications/calls/${id}`)).status).toBe(200)
    expect((await graph.delete(`/communications/calls/${id}`)).status).toBe(204)
  })

  it('consists of whole segments', async () => {
    const { emulator, graph } = setup()
    const {
      call: { id },
    } = await establishedCall({ emulator, graph })
    emulator.faults.add({ match: { path: '/communications/calls' }, error })
    expect((await graph.get('/communications/callRecords')).status).toBe(200)
    expect((await graph.get(`/communications/calls/${id}/participants`)).status).toBe(503)
    emulator.faults.clear()
    emulator.faults.add({ match: { path: '/communications/calls/' }, error })
    expect((await graph.get('/communications/calls')).status).toBe(200)
    expect((await graph.get(`/communications/calls/${id}/state`)).status).toBe(503)
  })

  it.each([
    '/',
    '/communications',
    '/communications/calls/57dab8b1-894c-409a-b240-bd8beae78896/answer',
    '/communications/calls/{callId}/state',
    '/communications/callRecords/$count',
    '/communications/callRecords/getPstnCalls',
    '/communications/callRecords/{callRecordId}/version/$value',
    '/communications/*/*/participants_v2',
    '/subscriptions/{subscriptionId}/reauthorize',
    '/emulator',
    '/$batch',
  ])('may be %s', (path) => {
    const { emulator } = setup()
    emulator.faults.add({ match: { path }, error })
    expect(emulator.snapshot().faults).toHaveLength(1)
  })

  it.each<[NonNullable<FaultRule['match']>, string]>([
    [{ path: '/communications/cals' }, '/communications/calls'],
    [{ path: '/communications/call' }, '/communications/calls'],
    [{ path: '/v1.0/communications/calls' }, '/communications/calls'],
    [{ path: '/communications/calls?$top=1' }, '/communications/calls'],
    [{ path: '/communications/calls/keepAlive' }, '/communications/calls/{callId}/keepAlive'],
    [{ method: 'GET', path: '/communications/calls/{callId}/keepAlive' }, KEEP_ALIVE],
    [{ method: 'POST', path: '/communications/calls/{callId}/keepalives' }, KEEP_ALIVE],
    [{ path: '/users' }, 'Expected a path of the README’s table of endpoints'],
  ])('is rejected when no request can match it: %j', (match, named) => {
    const rule: FaultRule = { match, error }
    expect(() => setup().emulator.faults.add(rule)).toThrow(named)
    expect(() => createEmulator({ faults: [rule] })).toThrow(/createEmulator: 'faults\[0\]\.match'/)
    const scenario = defineScenario({ name: 'outage', steps: [{ do: 'fault', rule }] })
    expect(() => createEmulator({ scenarios: [scenario] })).toThrow(/scenario 'outage': 'steps\[0\]\.rule\.match'/)
    expect(() => setup().emulator.use(parseScenario(scenario))).toThrow(named)
    const { emulator } = setup({ callbackUri: CALLBACK })
    const tampered = { ...emulator.snapshot(), faults: [{ ...rule, name: 'a' }] }
    expect(() => emulator.restore(tampered)).toThrow(named)
  })
})
