import { describe, expect, it } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { CALLBACK } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

/** Invalid options, and what the message must contain: the path, the value and what is allowed. */
const mistakes: [options: unknown, ...named: string[]][] = [
  [{ sede: 7 }, "'sede'"],
  [{ seed: true }, "'seed'", 'true', 'number', 'string'],
  [{ seed: Number.NaN }, "'seed'", 'NaN'],
  [{ clock: 'fast' }, 'clock', "'fast'", "'manual'", "'real'"],
  [{ clock: { speed: 2 } }, 'clock', "'speed'", 'rate'],
  [{ clock: { rate: -1 } }, 'clock.rate', '-1', '1 (as the wall clock)'],
  [{ clock: { start: 8.64e15 } }, 'clock.start', '8640000000000000', 'years 1 to 9999'],
  [{ clock: { start: -8.64e15 } }, 'clock.start', '-8640000000000000', 'years 1 to 9999'],
  [{ clock: { start: 'yesterday' } }, 'clock.start', "'yesterday'", "'2026-01-05T09:00:00Z'"],
  [{ clock: null }, 'clock', 'null', "'manual'"],
  [{ scenarios: 'busy' }, "'scenarios'", 'busy', 'Array'],
  [
    { scenarios: [{ name: 'dancer', steps: [{ do: 'dance' }] }] },
    "scenario 'dancer'",
    'steps[0].do',
    'dance',
    '"answer"',
  ],
  [
    { scenarios: [{ name: 'late', steps: [{ do: 'answer', after: 'soon' }] }] },
    "scenario 'late'",
    'steps[0].after',
    "'soon'",
    "'2s'",
  ],
  [{ scenarios: [{ steps: [] }] }, 'scenario', "'name'"],
  [
    { scenarios: [{ name: 'upwards', match: { direction: 'up' }, steps: [] }] },
    "scenario 'upwards'",
    'match.direction',
    '"up"',
    '"incoming"',
    '"outgoing"',
  ],
  [{ directory: { people: [] } }, "'directory.people'"],
  [{ directory: { tenantId: '\ud800' } }, 'directory.tenantId', 'surrogate'],
  [{ directory: { users: [{ id: 'a', displayName: '\udc00 x' }] } }, 'directory.users[0].displayName', 'surrogate'],
  [{ directory: { users: [{ id: '' }] } }, 'directory.users[0]'],
  [{ directory: { trunks: [{ name: 'sbc', numbers: ['0170'] }] } }, 'directory.trunks[0].numbers[0]', '0170', 'E.164'],
  [
    { directory: { app: { id: 'bot', displayName: 'Bot', phoneNumber: '0170' } } },
    'directory.app.phoneNumber',
    'E.164',
  ],
  [{ callbackUri: 'nowhere' }, "'callbackUri'", 'nowhere', 'URL'],
  [{ auth: 'maybe' }, "'auth'", '"maybe"', '"optional"', '"required"', '"permissions"', '"off"'],
  [{ throttle: 'on' }, "'throttle'", '"on"', '"graph"', '"off"'],
  [{ faults: { drop: true } }, "'faults'", 'Array'],
  [{ faults: [{ drop: 'yes' }] }, "'faults[0].drop'", '"yes"', 'true'],
  [{ hosts: ['graph.microsoft.com'] }, "'hosts[0]'", 'graph.microsoft.com', "'https://graph.microsoft.com'"],
  [{ hosts: ['https://graph.microsoft.com/v1.0'] }, "'hosts[0]'", 'https://graph.microsoft.com/v1.0', 'origin'],
  [{ hosts: [] }, "'hosts'"],
  [{ strict: 'yes' }, "'strict'", '"yes"', 'boolean'],
  [{ notifications: { deliver: 'post' } }, "'notifications.deliver'", '"post"', '"auto"', '"fetch"', '"none"'],
  [{ notifications: { retry: true } }, "'notifications.retry'"],
  [{ notifications: { delay: 'soon' } }, "'notifications.delay'", "'soon'", "'2s'"],
  [{ notifications: { delay: 8.64e15 } }, "'notifications.delay'", '8640000000000000', '365000d'],
  [{ notifications: { delay: null } }, "'notifications.delay'", 'null'],
  [{ notifications: { delay: { min: '1s' } } }, "'notifications.delay.max'", 'missing'],
  [{ notifications: { delay: { min: 0, max: -1 } } }, "'notifications.delay.max'", '-1', '0 or more'],
  [{ notifications: { delay: { min: '2s', max: 1 } } }, "'notifications.delay'", '"2s"', 'min', 'max'],
  [{ notifications: { shuffle: 1 } }, "'notifications.shuffle'", '1', 'boolean'],
  [{ notifications: { duplicate: '0.5' } }, "'notifications.duplicate'", '"0.5"', 'number'],
  [{ notifications: { drop: 1.5 } }, "'notifications.drop'", '1.5', '<=1'],
  [{ calls: { aloneLimit: 'soon' } }, "'calls.aloneLimit'", "'soon'", "'2s'"],
  [{ records: { latency: 'soon' } }, "'records.latency'", "'soon'", "'2s'"],
  [{ records: { latency: -1 } }, "'records.latency'", '-1', '0 or more'],
  [{ records: { writable: 1 } }, "'records.writable'", '1', 'boolean'],
  [{ trace: { size: -1 } }, "'trace.size'", '-1', '>=0'],
  [{ trace: { size: 1.5 } }, "'trace.size'", '1.5', 'integer'],
  [{ trace: { length: 10 } }, "'trace.length'"],
]

const cyclic: unknown[] = []
cyclic.push(cyclic)

function nested(levels: number): unknown {
  let value: unknown = {}
  for (let level = 0; level < levels; level += 1) value = { value }
  return value
}

describe('createEmulator', () => {
  it.each(mistakes)('rejects %j with its path, its value and what is allowed', (options, ...named) => {
    // As JavaScript code may pass it.
    const create = () => createEmulator(options as EmulatorOptions)
    expect(create).toThrow(Error)
    for (const part of named) expect(create).toThrow(part)
  })

  it.each([
    ['refers to itself', cyclic],
    ['is nested deep', nested(100_000)],
  ])('names an option whose value %s', (_, value) => {
    expect(() => createEmulator({ auth: value } as unknown as EmulatorOptions)).toThrow("'auth'")
    expect(() => createEmulator({ clock: { start: value } } as unknown as EmulatorOptions)).toThrow('clock.start')
    expect(() => createEmulator({ records: { latency: value } } as unknown as EmulatorOptions)).toThrow('latency')
  })

  it('names each invalid member of the clock', () => {
    const create = () => Reflect.apply(createEmulator, undefined, [{ clock: { rate: -1, start: 'now', speed: 2 } }])
    const parts = ['clock.rate: -1', "clock.start: 'now'", "clock: unknown member: 'speed'"]
    for (const part of parts) expect(create).toThrow(part)
  })

  it('lists the clock and the scenarios with all other invalid options in one error', () => {
    const options = {
      auth: 'maybe',
      clock: 'fast',
      faults: [{ drop: 'yes' }, { match: { path: '/users' }, drop: true }],
      scenarios: [
        { name: 'dancer', steps: [{ do: 'dance' }] },
        { name: 'caller', trigger: 'start', steps: [{ do: 'incoming', from: 'Adele Vans' }] },
      ],
    } as unknown as EmulatorOptions
    const parts = [
      "'auth'",
      'clock: ',
      "'faults[0].drop'",
      "'faults[1].match'",
      "scenario 'dancer'",
      "'Adele Vance'",
      "'callbackUri'",
    ]
    for (const part of parts) expect(() => createEmulator(options)).toThrow(part)
    expect(() => createEmulator(null as unknown as EmulatorOptions)).toThrow('createEmulator: Expected an object')
  })

  it('lists all invalid options in one error', () => {
    const options = { auth: 'maybe', strict: 'yes', records: { writable: 1 } } as unknown as EmulatorOptions
    for (const name of ["'auth'", "'strict'", "'records.writable'"]) expect(() => createEmulator(options)).toThrow(name)
  })

  it.each<EmulatorOptions>([
    {},
    { seed: 'a text' },
    { seed: -1.5 },
    { clock: 'real' },
    { clock: { start: '2026-03-01', rate: 0 } },
    { clock: { start: 0 } },
    { clock: { start: new Date(0), rate: 1000 } },
    { scenarios: [] },
    { directory: {} },
    { hosts: ['http://localhost:3000'] },
    { records: { latency: 'PT30M' } },
    { notifications: {} },
    { trace: { size: 0 } },
    { notifications: { delay: '1s', shuffle: true, duplicate: 0, drop: 1 } },
    { notifications: { delay: { min: 0, max: 'PT2S' } } },
  ])('accepts %j', (options) => {
    using emulator = createEmulator(options)
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it('starts a manual clock at a fixed time and any other at its given start', () => {
    expect(createEmulator({ clock: 'manual' }).clock.now()).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(createEmulator({ clock: { start: '2026-03-01T08:00:00+01:00', rate: 0 } }).clock.now()).toBe(
      Date.parse('2026-03-01T07:00:00Z'),
    )
  })
})

describe('the options of createEmulator', () => {
  it('derive all ids from the seed', async () => {
    const idOf = async (seed: number | string) => (await createCall(setup({ seed }).graph)).id
    expect(await idOf(7)).toBe(await idOf(7))
    expect(await idOf('7')).toBe(await idOf(7))
    expect(await idOf(8)).not.toBe(await idOf(7))
  })

  it('publish a call record records.latency after the end of its call', async () => {
    const { emulator, graph, call } = await establishedCall(setup({ records: { latency: '30min' } }))
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('1s')
    const ended = emulator.trace.of('transition').at(-1)?.at ?? 0
    const read = async () => (await graph.get(`/communications/callRecords/${call.callChainId}`)).status
    await emulator.clock.advanceTo(ended + 30 * 60_000 - 1)
    expect(await read()).toBe(404)
    await emulator.clock.advance(1)
    expect(await read()).toBe(200)
  })

  it('take the app and the users from the directory', async () => {
    const directory = {
      tenantId: 't1',
      app: { id: 'a1', displayName: 'Survey' },
      users: [{ id: 'u1', displayName: 'Lee Gu' }],
    }
    const { emulator, graph } = setup({ directory, callbackUri: CALLBACK })
    const { id } = emulator.incomingCall()
    const { body } = await graph.get(`/communications/calls/${id}`)
    expect(body).toMatchObject({
      tenantId: 't1',
      source: { identity: { user: { id: 'u1', displayName: 'Lee Gu' } } },
      targets: [{ identity: { application: { id: 'a1', displayName: 'Survey' } } }],
    })
  })

  it('answer requests to the given hosts only', async () => {
    const { emulator } = setup({ hosts: ['http://localhost:3000'] })
    const status = async (host: string) => (await emulator.fetch(`${host}/v1.0/communications/callRecords`)).status
    expect([await status('http://localhost:3000'), await status('https://graph.microsoft.com')]).toEqual([200, 404])
  })
})

describe('two emulators', () => {
  it('share no calls, time, random numbers, scenarios, receivers or trace', async () => {
    const one = setup()
    const other = setup()
    const call = await createCall(one.graph)
    await one.emulator.clock.advance('1h')
    one.emulator.use({ name: 'no answer', steps: [] })
    expect(other.emulator.store.getState().calls.size).toBe(0)
    expect(other.emulator.clock.now()).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(other.emulator.trace.entries()).toEqual([])
    expect(other.received).toEqual([])

    // The second emulator starts as the first one did.
    const twin = await createCall(other.graph)
    expect(twin).toEqual(call)
    await other.emulator.clock.advance('2s')
    expect((await other.graph.get(`/communications/calls/${twin.id}`)).body.state).toBe('established')
  })
})
