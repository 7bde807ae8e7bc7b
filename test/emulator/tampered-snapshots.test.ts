import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HOUR_MS } from '../../src/engine/time/units.ts'
import { type Snapshot, scenarios } from '../../src/index.ts'
import {
  ALEX,
  anInvitation,
  anOutgoingCall,
  aPhone,
  aPhoneCall,
  aPrompt,
  aRecording,
  CALLBACK,
} from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const NUMBER = '+12065550100'
const NOTIFY = 'https://bot.contoso.com/notify'
const RECORDS = '/communications/callRecords'

// biome-ignore lint/suspicious/noExplicitAny: JSON that is changed anywhere
type Json = any

function setupWorld() {
  return setup({
    callbackUri: CALLBACK,
    throttle: 'graph',
    directory: { trunks: [{ name: 'sbc.contoso.com', numbers: [NUMBER] }] },
    notifications: { deliver: 'auto', delay: '1s' },
    records: { latency: '1min' },
    faults: [{ name: 'rare', match: { path: '/subscriptions/{id}' }, error: { status: 404, code: 'Busy' }, times: 5 }],
    scenarios: [
      { ...scenarios.busy, match: { pstn: true }, times: 5 },
      {
        name: 'talks',
        match: { direction: 'outgoing' },
        steps: [
          { after: '1s', do: 'answer' },
          { after: '5min', do: 'hangUp' },
        ],
      },
    ],
  })
}

/** A world with a row in every table and an event of nearly every action. */
async function takeSnapshot(): Promise<Json> {
  const { emulator, graph } = setupWorld()
  const { clock } = emulator
  emulator.receive(NOTIFY, ({ url }) => new Response(new URL(url).searchParams.get('validationToken')))
  emulator.populate({ days: 4, callsPerDay: 6, textMessagesPerDay: 2 })
  await graph.post('/subscriptions', {
    changeType: 'created,updated',
    resource: RECORDS.slice(1),
    notificationUrl: NOTIFY,
    lifecycleNotificationUrl: NOTIFY,
    expirationDateTime: new Date(clock.now() + 40 * HOUR_MS).toISOString(),
  })
  await createCall(graph, aPhoneCall(NUMBER))
  await clock.advance('10s')
  const ended = await createCall(graph)
  await clock.advance('3s')
  await graph.delete(`/communications/calls/${ended.id}`)
  await clock.advance('2min')
  await graph.patch(`${RECORDS}/${ended.callChainId}`, { joinWebUrl: 'https://example.com' })
  emulator.use({
    name: 'calls in',
    trigger: 'start',
    steps: [
      { do: 'incoming', as: 'first', from: 'Alex Wilber' },
      { do: 'hangUp', after: '2h' },
    ],
    record: { updates: [{ after: '1min', with: { modalities: ['audio', 'video'] } }] },
  })
  const group = await createCall(graph, aPhoneCall(NUMBER, { targets: [anInvitation(ALEX), aPhone(NUMBER)] }))
  const call = await createCall(graph)
  await clock.advance('2s')
  const path = `/communications/calls/${call.id}`
  await graph.post(`${path}/subscribeToTone`, { clientContext: '1' })
  await graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })
  await graph.post(`${path}/recordResponse`, aRecording())
  await clock.advance('4s')
  emulator.perform(call.id, { do: 'speak', for: '1min' })
  await graph.post(`/communications/calls/${group.id}/participants/invite`, {
    participants: [anInvitation('u9')],
    clientContext: 'c',
  })
  const shortCall = await createCall(graph)
  await clock.advance('2s')
  await graph.delete(`/communications/calls/${shortCall.id}`)
  await clock.advance('500ms')
  return JSON.parse(JSON.stringify(emulator.snapshot()))
}

/** The paths of all leaves, and of empty lists and objects. */
function* leavesOf(value: Json, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(Object(typeof value === 'object' ? value : {}))
  if (keys.length === 0) yield path
  for (const key of keys) yield* leavesOf(value[key], [...path, key])
}

/** One leaf for all that differ only in the positions within lists. */
function differentLeavesOf(value: Json): (readonly (string | number)[])[] {
  const leaves = new Map<string, readonly (string | number)[]>()
  for (const path of leavesOf(value)) {
    const name = path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')
    leaves.set(name, leaves.get(name) ?? path)
  }
  return [...leaves.values()]
}

function withLeaf(snapshot: Json, path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(snapshot)
  const parent = path.slice(0, -1).reduce((inside, key) => inside[key], copy)
  if (value === REMOVED) delete parent[path.at(-1) ?? '']
  else parent[path.at(-1) ?? ''] = value
  return copy
}

const REMOVED = Symbol('removed')
const replacementsOf = (leaf: unknown): unknown[] => {
  if (typeof leaf === 'number') return ['12', null, -1, leaf + 1, 0.5, 2 ** 53, REMOVED]
  if (typeof leaf === 'string') return [7, null, '', 'tampered', {}, REMOVED]
  if (typeof leaf === 'boolean') return [!leaf, 'true', null]
  return [5, 'text', [null], { a: 1 }, REMOVED]
}

/** Plays on: requests, steps, time. @returns what went wrong. */
async function playOn({ emulator, graph }: ReturnType<typeof setup>): Promise<string[]> {
  const problems: string[] = []
  const get = async (path: string) => {
    const { status, body } = await graph.get(path)
    if (status >= 500) problems.push(`${path}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return body
  }
  const world = emulator.store.getState()
  await get('/communications/calls')
  await get('/subscriptions')
  for (const { id, operations } of world.calls) {
    for (const part of ['', '/participants', '/operations', '/contentSharingSessions'])
      await get(`/communications/calls/${id}${part}`)
    for (const { recording } of operations) if (recording?.location) await get(recording.location)
  }
  await get(`${RECORDS}?$filter=startDateTime ge 2020-01-01T00:00:00Z`)
  const readRecords = async () => {
    for (const id of [...emulator.store.getState().callRecords.keys()].slice(-8)) {
      await get(`${RECORDS}/${id}?$expand=sessions($expand=segments)`)
      await get(`${RECORDS}/${id}?$expand=participants_v2`)
    }
    for (const log of ['getPstnCalls', 'getDirectRoutingCalls', 'getSmsLog', 'getPstnBlockedUsersLog'])
      await get(`https://graph.microsoft.com/beta${RECORDS}/${log}(fromDateTime=2026-01-01,toDateTime=2026-01-08)`)
  }
  await readRecords()
  for (const { id } of world.calls) if (emulator.can(id, { do: 'hold' })) emulator.perform(id, { do: 'hold' })
  await graph.post('/communications/calls', anOutgoingCall())
  await emulator.clock.advance('1min')
  for (const { id, state } of emulator.store.getState().calls) {
    if (state === 'terminated') continue
    const { status } = await graph.delete(`/communications/calls/${id}`)
    if (status >= 500) problems.push(`DELETE: ${status}`)
  }
  await emulator.clock.runToIdle()
  await emulator.clock.advance('2d')
  await readRecords()
  for (const { message } of emulator.trace.of('error')) problems.push(message)
  JSON.parse(JSON.stringify(emulator.snapshot()))
  return problems
}

describe('a snapshot from JSON', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => vi.restoreAllMocks())

  it('contains a row of every table', async () => {
    const { world, throttle, faults } = await takeSnapshot()
    const empty = Object.entries(world).filter(([, rows]) => Array.isArray(rows) && rows.length === 0)
    expect([empty, faults.length, Object.keys(throttle.windows).length > 1]).toEqual([[], 1, true])
  })

  it('is restored and plays on', async () => {
    const world = setupWorld()
    world.emulator.restore(await takeSnapshot())
    expect(await playOn(world)).toEqual([])
  })

  it.each<[path: string, value: unknown, message: string]>([
    ['world.calls.0.state', 'tampered', `'world.calls[0].state': Invalid type: Expected ("incoming" | `],
    ['world.calls.0.createdAt', '9', `'world.calls[0].createdAt': Invalid type: Expected number but received "9"`],
    [
      'world.calls.0.participants.0.identity.user',
      5,
      "'world.calls[0].participants[0].identity': Invalid value for 'user': 5 is not an object of type microsoft.graph.identity. Pass",
    ],
    ['world.calls.2.timers.state', 1, "'world.calls[2].timers.state': 1 is not the number of an event of this call"],
    [
      'world.calls.1.history.1.participantId',
      'x',
      "'world.calls[1].history[1].participantId': 'x' is not a participant",
    ],
    ['world.callRecords.0.origin.call.endedAt', 0, "'world.callRecords[0].origin.call.endedAt': 0 is before"],
    [
      'world.pending.0.entityId',
      'x',
      "'world.pending[0].entityId': 'x' is not in subscriptions, as subscriptionExpires",
    ],
    ['world.pending.0.action.type', 'x', "'world.pending[0].action.type': Invalid type: Expected "],
    ['world.scenarioRuns.0.next', 9, "'world.scenarioRuns[0].next': Expected a number below 2 but received 9"],
    ['world.sequence', 1, "is above the world's sequence, 1"],
    ['world.pasts.0.plan.chance', [0], "'world.pasts[0].plan.chance': Expected 8 integers of 32 bits"],
    ['world.calls', {}, "'world.calls': Invalid type: Expected Array but received Object"],
    ['world', [], "'world.calls': Required but missing"],
    ['clock.rate', 1e308, "'clock.rate': Expected a number above 0, up to 1000000 but received 1e+308"],
    ['random.world', [1], "'random.world': Expected 8 integers of 32 bits"],
    ['faults.0.name', REMOVED, "'faults[0]': Expected a rule with a 'name'"],
    ['throttle.calls', 5, "'throttle.calls': Invalid type: Expected Array but received 5"],
    ['scenarios.0.steps', 5, "'scenarios[0]': scenario 'calls in': 'steps'"],
  ])('with an invalid %s is rejected, and the error names its path', async (path, value, message) => {
    const { emulator } = setupWorld()
    const before = emulator.store.getState()
    const changed = withLeaf(await takeSnapshot(), path.split('.'), value)
    expect(() => emulator.restore(changed as Snapshot)).toThrow(message)
    expect(emulator.store.getState()).toBe(before)
  })

  it('with any leaf changed is rejected as a whole, or plays on', async () => {
    const snapshot = await takeSnapshot()
    const world = setupWorld()
    await createCall(world.graph)
    const before = JSON.stringify(world.emulator.snapshot())
    const failures: string[] = []
    for (const [index, path] of differentLeavesOf(snapshot).entries()) {
      const leaf = path.reduce((inside: Json, key) => inside[key], snapshot)
      const values = replacementsOf(leaf)
      for (const [place, value] of values.entries()) {
        const what = `${path.join('.')} = ${String(JSON.stringify(value) ?? 'removed')}`
        try {
          try {
            world.emulator.restore(withLeaf(snapshot, path, value) as Snapshot)
          } catch (error) {
            if (!String(error).startsWith('TypeError: emulator.restore: ')) failures.push(`${what}: ${error}`)
            if (JSON.stringify(world.emulator.snapshot()) !== before) failures.push(`${what}: half applied`)
            continue
          }
          // Playing on takes long, so it is done with one value of each leaf.
          if (place === index % values.length)
            for (const problem of await playOn(world)) failures.push(`${what}: ${problem}`)
        } catch (error) {
          failures.push(`${what}: ${error instanceof Error ? error.stack : error}`)
        }
        world.emulator.restore(JSON.parse(before))
      }
    }
    expect(failures).toEqual([])
  }, 120_000)
})
