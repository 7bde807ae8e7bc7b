import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HarEntry, scenarioFromHar } from '../../../src/adapters/har/index.ts'
import { createEmulator, scenarios } from '../../../src/index.ts'
import { ADELE, aMeeting, anOutgoingCall, aRecording, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { createGraph } from '../../support/graph.ts'
import { recordHar } from '../../support/har-recorder.ts'

const V1 = 'https://graph.microsoft.com/v1.0'
const ID = '57dab8b1-894c-409a-b240-bd8beae78896'
const CALL = `${V1}/communications/calls/${ID}`

interface Traffic {
  /** Milliseconds after nine o'clock. */
  readonly after?: number
  readonly method?: string
  readonly url?: string
  readonly requestBody?: unknown
  readonly status?: number
  readonly responseBody?: unknown
  readonly response?: Partial<HarEntry['response']>
}

function harOf(...traffic: readonly Traffic[]) {
  const entries = traffic.map(
    ({ after = 0, method = 'GET', url = CALL, requestBody, status = 200, responseBody, response }) => ({
      startedDateTime: new Date(Date.UTC(2026, 2, 2, 9) + after).toISOString(),
      time: 0,
      request: { method, url, ...(requestBody !== undefined && { postData: { text: JSON.stringify(requestBody) } }) },
      response: {
        status,
        content: responseBody === undefined ? {} : { text: JSON.stringify(responseBody) },
        ...response,
      },
    }),
  )
  return { log: { entries } }
}

const creation = (url = `${V1}/communications/calls`): Traffic => ({
  method: 'POST',
  url,
  requestBody: anOutgoingCall(),
  status: 201,
  responseBody: { id: ID, state: 'establishing' },
})
const readCall = (after: number, state: string, more = {}): Traffic => ({
  after,
  responseBody: { id: ID, state, ...more },
})
const notify = (after: number, resourceData: object, changeType = 'updated'): Traffic => ({
  after,
  method: 'POST',
  url: CALLBACK,
  requestBody: { value: [{ changeType, resourceUrl: `/communications/calls/${ID}`, resourceData }] },
  status: 202,
})
const notifyIncoming = (more = {}) =>
  notify(0, { id: ID, state: 'incoming', source: { identity: { user: { id: ADELE } } }, ...more }, 'created')

describe('scenarioFromHar', () => {
  it('infers the life of a call from polling alone, without notifications', () => {
    const {
      scenarios: made,
      directory,
      faults,
      notes,
    } = scenarioFromHar(
      harOf(creation(), readCall(4_000, 'established'), { after: 9_500, status: 404, responseBody: {} }),
    )
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
    ['https://graph.contoso.com/v1.0/communications/calls', 1],
    ['https://graph.contoso.com/v2/communications/calls', 0],
    [`${V1}/me/messages`, 0],
  ])('recognizes whether %s is a request to Graph', (url, count) => {
    expect(scenarioFromHar(harOf(creation(url))).scenarios).toHaveLength(count)
  })

  it('decodes base64 bodies', () => {
    const content = { text: btoa(JSON.stringify({ id: ID, state: 'establishing' })), encoding: 'base64' }
    const har = harOf({ ...creation(), response: { content } }, readCall(2_000, 'established'))
    expect(scenarioFromHar(har).scenarios[0]?.steps).toEqual([{ at: '2s', do: 'answer' }])
  })

  it('reads each request of a batch with its own response', () => {
    const url = `${V1}/$batch`
    const create = { id: 'a', method: 'POST', url: '/communications/calls', body: anOutgoingCall() }
    const read = { id: 'b', method: 'GET', url: `/communications/calls/${ID}` }
    const har = harOf(
      {
        method: 'POST',
        url,
        requestBody: { requests: [create] },
        responseBody: { responses: [{ id: 'a', status: 201, body: btoa(JSON.stringify({ id: ID })) }] },
      },
      {
        after: 3_000,
        method: 'POST',
        url,
        requestBody: { requests: [read, { ...read, id: 'c' }] },
        responseBody: {
          responses: [
            { id: 'c', status: 429, headers: { 'Retry-After': '7' }, body: { error: { code: 'TooMany' } } },
            { id: 'b', status: 200, body: { id: ID, state: 'established' } },
          ],
        },
      },
    )
    const rule = {
      match: { method: 'GET', path: '/communications/calls/{callId}' },
      times: 1,
      error: { status: 429, code: 'TooMany', retryAfter: 7 },
    }
    expect(scenarioFromHar(har).scenarios[0]?.steps).toEqual([
      { at: '3s', do: 'answer' },
      { at: '3s', do: 'fault', rule },
    ])
  })

  it('turns failed requests into fault rules that make them fail again', () => {
    const error = { error: { code: 'TooManyRequests', message: 'Slow down.' } }
    const throttled = { status: 429, responseBody: error, response: { headers: [{ name: 'retry-after', value: '3' }] } }
    const {
      faults,
      scenarios: made,
      notes,
    } = scenarioFromHar(
      harOf(
        { ...creation(), ...throttled },
        { ...creation(), ...throttled, after: 1_000 },
        { ...creation(), after: 4_000 },
        { ...readCall(5_000, ''), status: 0, response: { _error: 'net::ERR_CONNECTION_RESET' } },
        readCall(6_000, 'established'),
        { ...readCall(8_000, ''), status: 503, responseBody: {} },
        { ...readCall(9_000, ''), status: 0, response: { _error: 'net::ERR_ABORTED' } },
        readCall(10_000, 'established'),
      ),
    )
    expect(faults).toEqual([
      {
        match: { method: 'POST', path: '/communications/calls' },
        times: 2,
        error: { status: 429, code: 'TooManyRequests', message: 'Slow down.', retryAfter: 3 },
      },
      { match: { method: 'GET', path: '/communications/calls/{callId}' }, times: 1, drop: true },
    ])
    const rule = {
      match: { method: 'GET', path: '/communications/calls/{callId}' },
      times: 1,
      error: { status: 503, code: 'UnknownError' },
    }
    expect(made[0]?.steps).toEqual([
      { at: '2s', do: 'answer' },
      { at: '2001ms', do: 'fault', rule },
    ])
    expect(notes).toEqual([expect.stringMatching(/^entry 6: GET .*: the app cancelled the request/)])
  })

  it('creates fault rules that createEmulator accepts, for each action of a call and for batches', () => {
    const failed = { status: 503, responseBody: {}, after: 9_000 }
    const { faults, notes } = scenarioFromHar(
      harOf(
        { ...failed, method: 'POST', url: `${CALL}/playPrompt` },
        { ...failed, method: 'POST', url: `${CALL}/participants/57/mute` },
        { ...failed, method: 'POST', url: `${V1}/$batch` },
        {
          ...failed,
          url: `${V1}/communications/callRecords/getPstnCalls(fromDateTime=2026-01-01,toDateTime=2026-01-02)`,
        },
        { ...failed, url: `${V1}/communications/callRecords/57/dance` },
      ),
    )
    expect(faults.map(({ match }) => match?.path)).toEqual([
      '/communications/calls/{callId}/playPrompt',
      '/communications/calls/{callId}/participants/{participantId}/mute',
      '/$batch',
      '/communications/callRecords/getPstnCalls',
    ])
    expect(() => createEmulator({ faults })).not.toThrow()
    expect(notes).toContainEqual(expect.stringMatching(/^entry 4: .*the emulator does not serve it/))
  })

  it('reorders notifications that overtook each other and drops duplicates', async () => {
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

  it('leaves tokens, headers, cookies and queries out of the result', async () => {
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
    await graph.get('/communications/calls/x/nowhere?key=s3cret')
    const captured = JSON.stringify(har())
    const made = JSON.stringify(scenarioFromHar(captured))
    expect(tokens).toHaveLength(1)
    for (const secret of ['s3cret', ...tokens]) {
      expect(captured).toContain(secret)
      expect(made).not.toContain(secret)
    }
    expect(made).toContain(ADELE)
  })

  it('leaves out requests for resources that are not emulated', () => {
    const others = [`${V1}/me`, `${V1}/communications/onlineMeetings`].map((url) => ({ url }))
    const { scenarios, notes } = scenarioFromHar(harOf(creation(), ...others))
    expect([scenarios.length, notes]).toEqual([1, []])
  })

  it.each<[what: string, har: ReturnType<typeof harOf>, note: string]>([
    [
      'a call created before the capture',
      harOf(readCall(0, 'established')),
      'a call whose creation is not in the capture',
    ],
    [
      'a response without its body',
      harOf({ ...creation(), responseBody: undefined }),
      'its response has no JSON body in the HAR',
    ],
    [
      'a refused request',
      harOf({ ...creation(), status: 403, responseBody: {} }),
      'answered 403: the emulator validates',
    ],
    ['call records', harOf({ url: `${V1}/communications/callRecords` }), 'call records are not mapped'],
    [
      'a call that rang for longer than the emulator allows',
      harOf(creation(), readCall(90_000, 'established')),
      'it rang for 90 s; in the emulator',
    ],
    [
      'an application as caller',
      harOf(notifyIncoming({ source: { identity: { application: { id: 'another-bot' } } } })),
      "the caller 'another-bot' is neither a user nor a phone",
    ],
    [
      'a call with video',
      harOf(notifyIncoming({ requestedModalities: ['audio', 'video'] })),
      'a call with audio, video',
    ],
    [
      'an invitation to policy-based recording',
      harOf(notifyIncoming({ incomingContext: { observedParticipantId: 'x' } })),
      'an invitation to policy-based recording',
    ],
    [
      'a tone without a key',
      harOf(creation(), notify(3_000, { state: 'established', toneInfo: { sequenceId: 1, tone: 'flash' } })),
      "the tone 'flash' is not a key",
    ],
  ])('adds a note with the reason when it cannot map %s', (_, har, note) => {
    const { notes } = scenarioFromHar(har)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/^entry \d: (GET|POST) \//)
    expect(notes[0]).toContain(note)
  })

  it('turns an incoming call into a scenario that starts at the captured time', () => {
    const { scenarios: made, callbackUri } = scenarioFromHar(
      harOf(
        { method: 'GET', url: `${V1}/communications/calls` },
        { ...notifyIncoming(), after: 6_000 },
        {
          ...notify(
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

  it('leaves out steps observed after the end of a call, because notifications overtake each other', () => {
    const tone = { state: 'established', toneInfo: { sequenceId: 1, tone: 'tone5' } }
    const ended = notify(9_000, { id: ID, state: 'terminated' }, 'deleted')
    const { scenarios: made, notes } = scenarioFromHar(
      harOf(
        creation(),
        notify(4_000, { id: ID, state: 'established' }),
        ended,
        notify(9_500, tone),
        notify(9_600, tone),
      ),
    )
    expect(made[0]?.steps.map((step) => step.do)).toEqual(['answer', 'hangUp'])
    expect(notes).toEqual([
      `entry 0: POST /v1.0/communications/calls: steps observed after the end of call ${ID} are left out: press`,
    ])
  })

  it('creates one scenario whatever notifications arrive in whatever order', () => {
    const states = ['establishing', 'established', 'hold', 'transferring', 'terminating', 'terminated']
    const resultInfo = fc.constantFrom({ code: 200, subcode: 5300 }, { code: 486, subcode: 0 }, undefined)
    const change = fc.record({ state: fc.constantFrom(...states), resultInfo })
    const tone = fc.constant({ state: 'established', toneInfo: { sequenceId: 1, tone: 'tone5' } })
    const notification = fc
      .tuple(fc.nat(9_000), fc.oneof(change, tone))
      .map(([after, resource]) => notify(after, { id: ID, ...resource }))
    const first = fc.constantFrom(creation(), notifyIncoming(), { ...creation(), requestBody: aMeeting() })
    fc.assert(
      fc.property(first, fc.array(notification), (created, notifications) => {
        expect(scenarioFromHar(harOf(created, ...notifications)).scenarios).toHaveLength(1)
      }),
    )
  })

  it('leaves out unreadable entries, and notes which and why', () => {
    const { log } = entryWith({})
    const entries = [null, ...log.entries, { ...log.entries[0], startedDateTime: 'noon' }, {}]
    const { notes } = Reflect.apply(scenarioFromHar, undefined, [{ log: { entries } }])
    expect(notes).toEqual([
      expect.stringMatching(/^entry 0: it is left out: Expected an entry with 'startedDateTime'/),
      expect.stringMatching(/^entry 1: GET .*: it is about a call whose creation is not in the capture/),
      expect.stringMatching(/^entry 2: it is left out: 'startedDateTime': Expected a time .* but received 'noon'/),
      expect.stringMatching(/^entry 3: it is left out: 'startedDateTime': .*; 'request': .*; 'response': /),
    ])
  })

  it.each<[what: string, har: unknown, ...words: string[]]>([
    ['text that is not JSON', '<html>', 'the text is not JSON', 'Expected a HAR file'],
    ['null', null, "Expected an object with 'log'", 'but received null'],
    ['a missing log', {}, "'log'", "Expected an object with 'log'", 'Playwright'],
    ['missing entries', { log: {} }, "'log.entries'", "Expected a log with 'entries'"],
    [
      'entries that are not an array',
      { log: { entries: 7 } },
      "'log.entries'",
      'Expected an array of entries',
      'received 7',
    ],
    [
      'an entry without a time',
      entryWith({ startedDateTime: undefined }),
      "'log.entries[0].startedDateTime'",
      '2026-01-05T09',
    ],
    ['an invalid time', entryWith({ startedDateTime: 'noon' }), "'log.entries[0].startedDateTime'", "received 'noon'"],
    [
      'a request without a URL',
      entryWith({ request: { method: 'GET' } }),
      "'log.entries[0].request.url'",
      "with 'method' and 'url'",
    ],
    ['a missing response', entryWith({ response: undefined }), "'log.entries[0].response'"],
    [
      'an invalid status',
      entryWith({ response: { status: 'OK' } }),
      "'log.entries[0].response.status'",
      'Expected a number',
    ],
  ])('rejects %s, naming the member and what is expected', (_, har, ...words) => {
    const attempt = () => Reflect.apply(scenarioFromHar, undefined, [har])
    expect(attempt).toThrow(TypeError)
    for (const word of ['scenarioFromHar: ', ...words]) expect(attempt).toThrow(word)
  })
})

function entryWith(change: object) {
  const [entry] = harOf({}).log.entries
  return { log: { entries: [{ ...entry, ...change }] } }
}
