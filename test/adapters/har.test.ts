import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HarEntry, scenarioFromHar } from '../../src/adapters/har/index.ts'
import { createEmulator, scenarios } from '../../src/index.ts'
import { ADELE, aMeeting, anOutgoingCall, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'
import { recordHar } from '../support/har-recorder.ts'

const V1 = 'https://graph.microsoft.com/v1.0'
const ID = '57dab8b1-894c-409a-b240-bd8beae78896'
const CALL = `${V1}/communications/calls/${ID}`

interface Exchange {
  readonly after?: number
  readonly method?: string
  readonly url?: string
  readonly sent?: unknown
  readonly status?: number
  readonly answer?: unknown
  readonly more?: Partial<HarEntry['response']>
}

/** A HAR of these exchanges, each so many milliseconds after nine o'clock. */
function harOf(...exchanges: readonly Exchange[]) {
  const entries = exchanges.map(({ after = 0, method = 'GET', url = CALL, sent, status = 200, answer, more }) => ({
    startedDateTime: new Date(Date.UTC(2026, 2, 2, 9) + after).toISOString(),
    time: 0,
    request: { method, url, ...(sent !== undefined && { postData: { text: JSON.stringify(sent) } }) },
    response: { status, content: answer === undefined ? {} : { text: JSON.stringify(answer) }, ...more },
  }))
  return { log: { entries } }
}

const dialled = (url = `${V1}/communications/calls`): Exchange => ({
  method: 'POST',
  url,
  sent: anOutgoingCall(),
  status: 201,
  answer: { id: ID, state: 'establishing' },
})
const seen = (after: number, state: string, more = {}): Exchange => ({ after, answer: { id: ID, state, ...more } })
const told = (after: number, resourceData: object, changeType = 'updated'): Exchange => ({
  after,
  method: 'POST',
  url: CALLBACK,
  sent: { value: [{ changeType, resourceUrl: `/communications/calls/${ID}`, resourceData }] },
  status: 202,
})
const incoming = (more = {}) =>
  told(0, { id: ID, state: 'incoming', source: { identity: { user: { id: ADELE } } }, ...more }, 'created')

describe('scenarioFromHar', () => {
  it('tells from answers alone what became of a call', () => {
    const {
      scenarios: made,
      directory,
      faults,
      notes,
    } = scenarioFromHar(harOf(dialled(), seen(4_000, 'established'), { after: 9_500, status: 404, answer: {} }))
    expect(made).toEqual([
      {
        name: 'outgoing call 1 of a capture (entry 0)',
        match: { direction: 'outgoing', kind: 'peerToPeer', who: ADELE },
        times: 1,
        steps: [
          { at: '4s', do: 'answer' },
          { at: '9500ms', do: 'hangUp' },
        ],
      },
    ])
    expect(directory).toEqual({ users: [{ id: ADELE, displayName: 'Adele Vance' }] })
    expect(faults).toEqual([])
    expect(notes).toEqual([
      `entry 2: GET /v1.0/communications/calls/${ID}: call ${ID} had ended by then; when and why is not in the capture`,
    ])
  })

  it.each([
    [`${V1}/communications/calls`, 1],
    ['https://graph.microsoft.com/beta/communications/calls', 1],
    ['https://graph.microsoft.com/v1.0/app/calls', 1],
    ['https://graph.microsoft.us/v1.0/communications/calls', 1],
    ['https://dod-graph.microsoft.us/beta/app/calls', 1],
    ['https://microsoftgraph.chinacloudapi.cn/v1.0/communications/calls', 1],
    ['https://graph.contoso.com/v1.0/communications/calls', 0],
    [`${V1}/me/messages`, 0],
  ])('knows whether %s is for Graph', (url, count) => {
    expect(scenarioFromHar(harOf(dialled(url))).scenarios).toHaveLength(count)
  })

  it('reads bodies that are base64', () => {
    const answer = { text: btoa(JSON.stringify({ id: ID, state: 'establishing' })), encoding: 'base64' }
    const har = harOf({ ...dialled(), more: { content: answer } }, seen(2_000, 'established'))
    expect(scenarioFromHar(har).scenarios[0]?.steps).toEqual([{ at: '2s', do: 'answer' }])
  })

  it('reads the requests of a batch, and what each was answered', () => {
    const url = `${V1}/$batch`
    const create = { id: 'a', method: 'POST', url: '/communications/calls', body: anOutgoingCall() }
    const read = { id: 'b', method: 'GET', url: `/communications/calls/${ID}` }
    const har = harOf(
      {
        method: 'POST',
        url,
        sent: { requests: [create] },
        answer: { responses: [{ id: 'a', status: 201, body: btoa(JSON.stringify({ id: ID })) }] },
      },
      {
        after: 3_000,
        method: 'POST',
        url,
        sent: { requests: [read, { ...read, id: 'c' }] },
        answer: {
          responses: [
            { id: 'c', status: 429, headers: { 'Retry-After': '7' }, body: { error: { code: 'TooMany' } } },
            { id: 'b', status: 200, body: { id: ID, state: 'established' } },
          ],
        },
      },
    )
    const rule = {
      match: { method: 'GET', path: '/communications/calls/' },
      times: 1,
      error: { status: 429, code: 'TooMany', retryAfter: 7 },
    }
    expect(scenarioFromHar(har).scenarios[0]?.steps).toEqual([
      { at: '3s', do: 'answer' },
      { at: '3s', do: 'fault', rule },
    ])
  })

  it('makes of failed requests rules by which they fail again', () => {
    const error = { error: { code: 'TooManyRequests', message: 'Slow down.' } }
    const throttled = { status: 429, answer: error, more: { headers: [{ name: 'retry-after', value: '3' }] } }
    const {
      faults,
      scenarios: made,
      notes,
    } = scenarioFromHar(
      harOf(
        { ...dialled(), ...throttled },
        { ...dialled(), ...throttled, after: 1_000 },
        { ...dialled(), after: 4_000 },
        { ...seen(5_000, ''), status: 0, more: { _error: 'net::ERR_CONNECTION_RESET' } },
        seen(6_000, 'established'),
        { ...seen(8_000, ''), status: 503, answer: {} },
        { ...seen(9_000, ''), status: 0, more: { _error: 'net::ERR_ABORTED' } },
        seen(10_000, 'established'),
      ),
    )
    expect(faults).toEqual([
      {
        match: { method: 'POST', path: '/communications/calls' },
        times: 2,
        error: { status: 429, code: 'TooManyRequests', message: 'Slow down.', retryAfter: 3 },
      },
      { match: { method: 'GET', path: '/communications/calls/' }, times: 1, drop: true },
    ])
    const rule = {
      match: { method: 'GET', path: '/communications/calls/' },
      times: 1,
      error: { status: 503, code: 'UnknownError' },
    }
    expect(made[0]?.steps).toEqual([
      { at: '2s', do: 'answer' },
      { at: '2001ms', do: 'fault', rule },
    ])
    expect(notes).toEqual([expect.stringMatching(/^entry 6: GET .*: the app did not wait for the answer/)])
  })

  it('sets right notices that overtook each other, or came twice', async () => {
    const emulator = createEmulator({
      clock: 'manual',
      scenarios: [scenarios.holdAndResume],
      notifications: { shuffle: true, duplicate: 0.7 },
    })
    const { fetch, listen, har } = recordHar(emulator)
    listen(() => {})
    await createCall(createGraph(fetch))
    await emulator.clock.runToIdle()
    const [scenario] = scenarioFromHar(har()).scenarios
    expect(scenario?.steps.map((step) => step.do)).toEqual(['answer', 'hold', 'resume', 'hangUp'])
  })

  it('keeps no token, header, cookie or query', async () => {
    const emulator = createEmulator({ clock: 'manual', scenarios: [scenarios.recordingByStopTone] })
    const { fetch, listen, har } = recordHar(emulator)
    const graph = createGraph((url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, Authorization: 'Bearer s3cret', 'X-Key': 's3cret' } }),
    )
    const tokens: string[] = []
    listen(({ resourceData }) => {
      if (resourceData.recordingAccessToken) tokens.push(resourceData.recordingAccessToken)
    })
    const call = await createCall(graph)
    const meetingInfo = { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 's3cret' }
    await createCall(graph, aMeeting({ meetingInfo }))
    await emulator.clock.advance('3s')
    await graph.post(`/communications/calls/${call.id}/recordResponse?key=s3cret`, aRecording())
    await emulator.clock.advance('20s')
    await graph.get('/communications/nowhere?key=s3cret')
    const captured = JSON.stringify(har())
    const made = JSON.stringify(scenarioFromHar(captured))
    expect(tokens).toHaveLength(1)
    for (const secret of ['s3cret', ...tokens]) {
      expect(captured).toContain(secret)
      expect(made).not.toContain(secret)
    }
    expect(made).toContain(ADELE)
  })

  it.each<[what: string, har: ReturnType<typeof harOf>, note: string]>([
    ['a call that was there before', harOf(seen(0, 'established')), 'a call whose beginning is not in the capture'],
    [
      'an answer without its body',
      harOf({ ...dialled(), answer: undefined }),
      'the body of its answer is not in the HAR',
    ],
    ['a refusal', harOf({ ...dialled(), status: 403, answer: {} }), 'answered 403: the emulator judges'],
    ['call records', harOf({ url: `${V1}/communications/callRecords` }), 'call records are not taken over'],
    ['other communications', harOf({ url: `${V1}/communications/onlineMeetings` }), 'it is about no call'],
    ['a call that rang for long', harOf(dialled(), seen(90_000, 'established')), 'it rang for 90 s; here'],
    [
      'an application that calls',
      harOf(incoming({ source: { identity: { application: { id: 'another-bot' } } } })),
      "the caller 'another-bot' is neither a user nor a phone",
    ],
    ['a call with video', harOf(incoming({ requestedModalities: ['audio', 'video'] })), 'a call with audio, video'],
    [
      'a recording by policy',
      harOf(incoming({ incomingContext: { observedParticipantId: 'x' } })),
      'announced for policy-based recording',
    ],
    [
      'a tone that nobody can press',
      harOf(dialled(), told(3_000, { state: 'established', toneInfo: { sequenceId: 1, tone: 'flash' } })),
      "the tone 'flash' is no key",
    ],
  ])('says of %s that it cannot be mapped, and why', (_, har, note) => {
    const { notes } = scenarioFromHar(har)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/^entry \d: (GET|POST) \//)
    expect(notes[0]).toContain(note)
  })

  it('has a call come in where and when it did', () => {
    const { scenarios: made, callbackUri } = scenarioFromHar(
      harOf(
        { method: 'GET', url: `${V1}/communications/calls` },
        { ...incoming(), after: 6_000 },
        {
          ...told(
            9_000,
            { id: ID, state: 'terminated', resultInfo: { code: 487, subcode: 0, message: 'Gone.' } },
            'deleted',
          ),
        },
      ),
    )
    expect(callbackUri).toBe(CALLBACK)
    expect(made[0]).toMatchObject({ trigger: 'start' })
    expect(made[0]?.steps).toEqual([
      { at: '6s', do: 'incoming', from: ADELE },
      { at: '9s', do: 'hangUp', with: { code: 487, subcode: 0, message: 'Gone.' } },
    ])
  })

  it('leaves out what was told of a call after its end, as notifications overtake each other', () => {
    const tone = { state: 'established', toneInfo: { sequenceId: 1, tone: 'tone5' } }
    const ended = told(9_000, { id: ID, state: 'terminated' }, 'deleted')
    const { scenarios: made, notes } = scenarioFromHar(
      harOf(dialled(), told(4_000, { id: ID, state: 'established' }), ended, told(9_500, tone), told(9_600, tone)),
    )
    expect(made[0]?.steps.map((step) => step.do)).toEqual(['answer', 'hangUp'])
    expect(notes).toEqual([
      `entry 0: POST /v1.0/communications/calls: what was seen of call ${ID} after its end is left out: press`,
    ])
  })

  it('makes scenarios of whatever was told, in whatever order', () => {
    const states = ['establishing', 'established', 'hold', 'transferring', 'terminating', 'terminated']
    const resultInfo = fc.constantFrom({ code: 200, subcode: 5300 }, { code: 486, subcode: 0 }, undefined)
    const change = fc.tuple(fc.constantFrom(...states), resultInfo).map(([state, why]) => ({ state, resultInfo: why }))
    const tone = fc.constant({ state: 'established', toneInfo: { sequenceId: 1, tone: 'tone5' } })
    const notice = fc
      .tuple(fc.nat(9_000), fc.oneof(change, tone))
      .map(([after, what]) => told(after, { id: ID, ...what }))
    const given = fc.constantFrom(dialled(), incoming(), { ...dialled(), sent: aMeeting() })
    fc.assert(
      fc.property(given, fc.array(notice), (first, notices) => {
        expect(scenarioFromHar(harOf(first, ...notices)).scenarios).toHaveLength(1)
      }),
    )
  })

  it('leaves out the entries that it cannot read, and says which and why', () => {
    const { log } = entryWith({})
    const entries = [null, ...log.entries, { ...log.entries[0], startedDateTime: 'noon' }, {}]
    const { notes } = Reflect.apply(scenarioFromHar, undefined, [{ log: { entries } }])
    expect(notes).toEqual([
      expect.stringMatching(/^entry 0: it is left out: Expected an entry with 'startedDateTime'/),
      expect.stringMatching(/^entry 1: GET .*: it is about a call whose beginning is not in the capture/),
      expect.stringMatching(/^entry 2: it is left out: 'startedDateTime': Expected a time .* but received 'noon'/),
      expect.stringMatching(/^entry 3: it is left out: 'startedDateTime': .*; 'request': .*; 'response': /),
    ])
  })

  it.each<[what: string, har: unknown, ...words: string[]]>([
    ['no JSON', '<html>', 'the text is not JSON', 'Expected a HAR file'],
    ['nothing', null, "Expected an object with 'log'", 'but received null'],
    ['no log', {}, "'log'", "Expected an object with 'log'", 'Playwright'],
    ['no entries', { log: {} }, "'log.entries'", "Expected a log with 'entries'"],
    ['no list of entries', { log: { entries: 7 } }, "'log.entries'", 'Expected an array of entries', 'received 7'],
    [
      'an entry without a time',
      entryWith({ startedDateTime: undefined }),
      "'log.entries[0].startedDateTime'",
      '2026-01-05T09',
    ],
    [
      'a time that is none',
      entryWith({ startedDateTime: 'noon' }),
      "'log.entries[0].startedDateTime'",
      "received 'noon'",
    ],
    [
      'a request without a URL',
      entryWith({ request: { method: 'GET' } }),
      "'log.entries[0].request.url'",
      "with 'method' and 'url'",
    ],
    ['no response', entryWith({ response: undefined }), "'log.entries[0].response'"],
    ['no status', entryWith({ response: { status: 'OK' } }), "'log.entries[0].response.status'", 'Expected a number'],
  ])('refuses a HAR with %s by name', (_, har, ...words) => {
    const attempt = () => Reflect.apply(scenarioFromHar, undefined, [har])
    expect(attempt).toThrow(TypeError)
    for (const word of ['scenarioFromHar: ', ...words]) expect(attempt).toThrow(word)
  })
})

function entryWith(change: object) {
  const [entry] = harOf({}).log.entries
  return { log: { entries: [{ ...entry, ...change }] } }
}
