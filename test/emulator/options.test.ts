import { describe, expect, it } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { anOutgoingCall, CALLBACK } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

/** What was wrong, its value, and what would have been right: all three are in the message. */
const mistakes: [options: unknown, ...named: string[]][] = [
  [{ sede: 7 }, "'sede'"],
  [{ seed: true }, "'seed'", 'true', 'number', 'string'],
  [{ seed: Number.NaN }, "'seed'", 'NaN'],
  [{ clock: 'fast' }, 'clock', "'fast'", "'manual'", "'real'"],
  [{ clock: { speed: 2 } }, 'clock', "'speed'", 'rate'],
  [{ clock: { rate: -1 } }, 'clock.rate', '-1', '1 (as the wall clock)'],
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
  [{ directory: { users: [{ id: '' }] } }, 'directory.users[0]'],
  [{ directory: { trunks: [{ name: 'sbc', numbers: ['0170'] }] } }, 'directory.trunks[0].numbers[0]', '0170', 'E.164'],
  [{ callbackUri: 'nowhere' }, "'callbackUri'", 'nowhere', 'URL'],
  [{ auth: 'maybe' }, "'auth'", '"maybe"', '"optional"', '"required"', '"permissions"', '"off"'],
  [{ throttle: 'on' }, "'throttle'", '"on"', '"graph"', '"off"'],
  [{ faults: { drop: true } }, "'faults'", 'Array'],
  [{ faults: [{ drop: 'yes' }] }, 'faults', "'drop'", '"yes"', 'true'],
  [{ hosts: ['graph.microsoft.com'] }, "'hosts[0]'", 'graph.microsoft.com', "'https://graph.microsoft.com'"],
  [{ hosts: ['https://graph.microsoft.com/v1.0'] }, "'hosts[0]'", 'https://graph.microsoft.com/v1.0', 'origin'],
  [{ hosts: [] }, "'hosts'"],
  [{ strict: 'yes' }, "'strict'", '"yes"', 'boolean'],
  [{ notifications: { deliver: 'post' } }, "'notifications.deliver'", '"post"', '"auto"', '"fetch"', '"none"'],
  [{ notifications: { retry: true } }, "'notifications.retry'"],
  [{ notifications: { delay: 'soon' } }, "'notifications.delay'", "'soon'", "'2s'"],
  [{ notifications: { delay: null } }, "'notifications.delay'", 'null'],
  [{ notifications: { delay: { min: '1s' } } }, "'notifications.delay.max'", 'missing'],
  [{ notifications: { delay: { min: 0, max: -1 } } }, "'notifications.delay.max'", '-1', '0 or more'],
  [{ notifications: { delay: { min: '2s', max: 1 } } }, "'notifications.delay'", '"2s"', 'min', 'max'],
  [{ notifications: { shuffle: 1 } }, "'notifications.shuffle'", '1', 'boolean'],
  [{ notifications: { duplicate: '0.5' } }, "'notifications.duplicate'", '"0.5"', 'number'],
  [{ notifications: { drop: 1.5 } }, "'notifications.drop'", '1.5', '<=1'],
  [{ records: { latency: 'soon' } }, "'records.latency'", "'soon'", "'2s'"],
  [{ records: { latency: -1 } }, "'records.latency'", '-1', '0 or more'],
  [{ records: { writable: 1 } }, "'records.writable'", '1', 'boolean'],
  [{ trace: { size: -1 } }, "'trace.size'", '-1', '>=0'],
  [{ trace: { size: 1.5 } }, "'trace.size'", '1.5', 'integer'],
  [{ trace: { length: 10 } }, "'trace.length'"],
]

describe('createEmulator', () => {
  it.each(mistakes)('refuses %j and says what is wrong', (options, ...named) => {
    // What a program without types may write.
    const create = () => createEmulator(options as EmulatorOptions)
    expect(create).toThrow(Error)
    for (const part of named) expect(create).toThrow(part)
  })

  it('names all that is wrong at once', () => {
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
  ])('takes %j', (options) => {
    using emulator = createEmulator(options)
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it('starts a manual clock at the same time always, and any other where it is told', () => {
    expect(createEmulator({ clock: 'manual' }).clock.now()).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(createEmulator({ clock: { start: '2026-03-01T08:00:00+01:00', rate: 0 } }).clock.now()).toBe(
      Date.parse('2026-03-01T07:00:00Z'),
    )
  })
})

describe('the option', () => {
  it('seed decides every id: the same one gives the same, another gives others', async () => {
    const idOf = async (seed: number | string) =>
      (await setup({ seed }).graph.post('/communications/calls', anOutgoingCall())).body.id
    expect(await idOf(7)).toBe(await idOf(7))
    expect(await idOf('7')).toBe(await idOf(7))
    expect(await idOf(8)).not.toBe(await idOf(7))
  })

  it('records.latency is the time from the end of a call to its record', async () => {
    const { emulator, graph } = setup({ records: { latency: '30min' } })
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    await emulator.clock.advance('2s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('1s')
    const ended = emulator.trace.of('transition').at(-1)?.at ?? 0
    const read = async () => (await graph.get(`/communications/callRecords/${call.callChainId}`)).status
    await emulator.clock.advanceTo(ended + 30 * 60_000 - 1)
    expect(await read()).toBe(404)
    await emulator.clock.advance(1)
    expect(await read()).toBe(200)
  })

  it('directory says who the app and the people are', async () => {
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

  it('hosts says whose requests are answered', async () => {
    const { emulator } = setup({ hosts: ['http://localhost:3000'] })
    const status = async (host: string) => (await emulator.fetch(`${host}/v1.0/communications/callRecords`)).status
    expect([await status('http://localhost:3000'), await status('https://graph.microsoft.com')]).toEqual([200, 404])
  })
})

describe('two emulators', () => {
  it('share nothing: calls, time, chance, scenarios, receivers, trace', async () => {
    const one = setup()
    const other = setup()
    const { body: call } = await one.graph.post('/communications/calls', anOutgoingCall())
    await one.emulator.clock.advance('1h')
    one.emulator.use({ name: 'nobody is there', steps: [] })
    expect(other.emulator.store.getState().calls.size).toBe(0)
    expect(other.emulator.clock.now()).toBe(Date.parse('2026-01-05T09:00:00Z'))
    expect(other.emulator.trace.entries()).toEqual([])
    expect(other.received).toEqual([])

    // The other one is where the one was at its beginning.
    const { body: twin } = await other.graph.post('/communications/calls', anOutgoingCall())
    expect(twin).toEqual(call)
    await other.emulator.clock.advance('2s')
    expect((await other.graph.get(`/communications/calls/${twin.id}`)).body.state).toBe('established')
  })
})
