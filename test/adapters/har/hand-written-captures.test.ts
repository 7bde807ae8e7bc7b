import { describe, expect, it } from 'vitest'
import { scenarioFromHar } from '../../../src/adapters/har/index.ts'
import { createEmulator } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anOutgoingCall, aRecording } from '../../support/bodies.ts'

// Written by hand after Graph's documentation and public traces of bots, not by the emulator's own writer.

const ID = '57dab8b1-894c-409a-b240-bd8beae78896'
/** As Graph's notifications of answered calls write it. */
const UPPER = '57DAB8B1894C409AB240BD8BEAE78896'
const WEBHOOK = 'https://bot.contoso.com/api/calls'
const GRAPH = 'https://graph.microsoft.com/v1.0'

interface Message {
  readonly at: number
  readonly method?: string
  readonly url: string
  readonly body?: unknown
  readonly status?: number
  readonly response?: unknown
}

function harOf(messages: readonly Message[]) {
  const entries = messages.map(({ at, method = 'POST', url, body, status = 202, response }) => ({
    startedDateTime: new Date(Date.UTC(2026, 2, 2, 9) + at * 1_000).toISOString(),
    time: 0,
    request: { method, url, ...(body !== undefined && { postData: { text: JSON.stringify(body) } }) },
    response: { status, content: response === undefined ? {} : { text: JSON.stringify(response) } },
  }))
  return { log: { entries } }
}

const commsNotification = (changeType: string, path: string, resourceData?: unknown) => ({
  '@odata.type': '#microsoft.graph.commsNotification',
  changeType,
  resourceUrl: `/communications/calls/${path}`,
  ...(resourceData !== undefined && { resourceData }),
})
const notified = (at: number, ...value: readonly object[]): Message => ({
  at,
  url: WEBHOOK,
  body: { '@odata.type': '#microsoft.graph.commsNotifications', value },
})
const ofCall = (changeType: string, more: object, path = ID) =>
  commsNotification(changeType, path, {
    '@odata.type': '#microsoft.graph.call',
    '@odata.id': `/communications/calls/${path}`,
    '@odata.etag': 'W/"5445"',
    ...more,
  })
const incoming = {
  state: 'incoming',
  direction: 'incoming',
  source: {
    identity: { user: { displayName: 'John', id: ADELE } },
    region: 'westus',
    languageId: 'en-US',
  },
  targets: [{ identity: { application: { displayName: 'Calling Bot', id: '2891555a-92ff-42e6-80fa-6e1300c6b5c6' } } }],
  requestedModalities: ['audio'],
}
const typesOf = (har: ReturnType<typeof harOf>) =>
  scenarioFromHar(har).scenarios.map(({ steps }) => steps.map((step) => step.do))

describe('scenarioFromHar on hand-written captures', () => {
  it('reads an answered call as in the documentation: no id in resourceData, ids in capitals, one etag for all', () => {
    const har = harOf([
      notified(1, ofCall('created', incoming)),
      { at: 2, url: `${GRAPH}/communications/calls/${ID}/microsoft.graph.answer`, body: {} },
      notified(3, ofCall('updated', { state: 'establishing' }, UPPER)),
      notified(4, ofCall('updated', { state: 'established' }, UPPER)),
      notified(4, ofCall('updated', { state: 'established', mediaState: { audio: 'active' } }, UPPER)),
      notified(9, ofCall('updated', { state: 'terminating' }, UPPER)),
      notified(9, ofCall('deleted', { state: 'terminated', resultInfo: { code: 200, subcode: 4521 } }, UPPER)),
    ])
    const { scenarios, callbackUri, directory, notes } = scenarioFromHar(har)
    expect(scenarios.map(({ steps }) => steps)).toEqual([
      [
        { at: '0s', do: 'incoming', from: ADELE },
        { when: 'established', after: '5s', do: 'hangUp', with: { code: 200, subcode: 4521, message: '' } },
      ],
    ])
    expect(callbackUri).toBe(WEBHOOK)
    expect(directory?.users).toMatchObject([{ id: ADELE, displayName: 'John' }])
    expect(notes).toEqual([])
  })

  it('reads a call as in traces of bots: members of enumerations in capitals, the old path beside the new', () => {
    const raw = (changeType: string, resourceData: object) => ({
      ...commsNotification(changeType, ID, { '@odata.type': '#microsoft.graph.call', ...resourceData }),
      resource: `/app/calls/${ID}`,
    })
    const har = harOf([
      {
        at: 0,
        url: 'https://graph.microsoft.com/beta/app/calls',
        body: anOutgoingCall(),
        status: 201,
        response: { id: ID },
      },
      notified(0, raw('Updated', { state: 'Establishing' })),
      notified(5, raw('Updated', { state: 'Established', mediaState: { audio: 'Active' } })),
      notified(7, raw('Updated', { state: 'Established', toneInfo: { sequenceId: 1, tone: 'Tone5' } })),
      notified(8, raw('Deleted', { state: 'Terminated', resultInfo: { code: 200, subcode: 4521, message: 'Gone' } })),
    ])
    expect(scenarioFromHar(har)).toMatchObject({
      scenarios: [
        {
          steps: [
            { at: '5s', do: 'answer' },
            { at: '7s', do: 'press', tones: '5' },
            { at: '8s', do: 'hangUp' },
          ],
        },
      ],
      notes: [],
    })
  })

  it('reads notifications that have only the old path, and several in one request', () => {
    const old = (changeType: string, more: object) => {
      const { resourceUrl: _, ...notification } = ofCall(changeType, more)
      return { ...notification, resource: `/app/calls/${ID}` }
    }
    const har = harOf([
      notified(1, old('Created', { ...incoming, state: 'Incoming' }), old('updated', { state: 'establishing' })),
      notified(9, old('deleted', {})),
    ])
    expect(typesOf(har)).toEqual([['incoming', 'hangUp']])
  })

  it('follows a recording whose operation has its id in the URL only', () => {
    const operation = '0fe0623f-d628-42ed-b4bd-8ac290072cc5'
    const har = harOf([
      { at: 0, url: `${GRAPH}/communications/calls`, body: anOutgoingCall(), status: 201, response: { id: ID } },
      notified(2, ofCall('updated', { state: 'established' }, UPPER)),
      {
        at: 3,
        url: `${GRAPH}/communications/calls/${ID}/recordResponse`,
        body: aRecording(),
        status: 200,
        response: { id: operation, status: 'running' },
      },
      notified(
        13,
        commsNotification('deleted', `${UPPER}/operations/0FE0623FD62842EDB4BD8AC290072CC5`, {
          '@odata.type': '#microsoft.graph.recordOperation',
          status: 'Completed',
          resultInfo: { code: 200, subcode: 8514, message: 'Stop tone' },
        }),
      ),
    ])
    expect(typesOf(har)).toEqual([['answer', 'speak', 'press']])
  })

  it('finds the app on rosters by its identity when the call does not name its participant id', () => {
    const person = (id: string, user: string, more = {}) => ({
      id,
      info: { identity: { user: { id: user, displayName: null } } },
      isInLobby: false,
      isMuted: false,
      mediaStreams: [{ mediaType: 'Audio', direction: 'SendReceive', sourceId: '1' }],
      ...more,
    })
    const app = { id: 'c', info: { identity: { application: { id: 'bot' } } }, isMuted: false }
    const roster = (at: number, ...participants: readonly object[]) =>
      notified(at, commsNotification('Updated', `${UPPER}/participants`, participants))
    const har = harOf([
      {
        at: 0,
        url: `${GRAPH}/communications/calls`,
        body: aGroupCall(),
        status: 201,
        response: { id: ID, source: { identity: { application: { id: 'bot' } } } },
      },
      notified(1, ofCall('Updated', { state: 'Established' })),
      roster(2, app, person('a', ADELE)),
      roster(4, app, person('a', ADELE), person('b', ALEX)),
      // A single participant is a change, not the whole roster.
      notified(6, commsNotification('Updated', `${UPPER}/participants/B`, person('B', ALEX, { isMuted: true }))),
      roster(8, app, person('b', ALEX, { isMuted: true })),
    ])
    expect(scenarioFromHar(har).scenarios.map(({ steps }) => steps)).toEqual([
      [
        { at: '2s', do: 'answer', who: ADELE },
        { at: '4s', do: 'answer', who: ALEX },
        { at: '6s', do: 'mute', who: ALEX },
        { at: '8s', do: 'leave', who: ADELE },
      ],
    ])
  })

  it('reads guests, people without a name and people of other tenants into the directory', () => {
    const person = (id: string, identity: object) => ({ id, info: { identity }, isMuted: false })
    const tenantId = '9f4ebab6-520d-49c0-85cc-7b25c78d4a93'
    const people = [
      person('a', { user: { id: ADELE, displayName: 'Adele Vance', tenantId } }),
      person('b', { guest: { id: 'guest-1', displayName: 'Lee Gu' } }),
      person('c', { user: { id: 'nameless', displayName: null, tenantId } }),
      person('d', { user: { id: 'external', displayName: 'Patti', tenantId: 'fabrikam' } }),
    ]
    const har = harOf([
      { at: 0, url: `${GRAPH}/communications/calls`, body: aMeeting({ tenantId }), status: 201, response: { id: ID } },
      notified(0, ofCall('Updated', { state: 'Established' })),
      notified(2, commsNotification('Updated', `${ID}/participants`, people.slice(0, 1))),
      notified(4, commsNotification('Updated', `${ID}/participants`, people)),
    ])
    const { scenarios, directory, notes } = scenarioFromHar(har)
    expect(directory?.users).toEqual([
      { id: ADELE, displayName: 'Adele Vance' },
      { id: 'guest-1', displayName: 'Lee Gu', guest: true },
      { id: 'nameless' },
      { id: 'external', displayName: 'Patti', tenantId: 'fabrikam' },
    ])
    expect(scenarios[0]?.steps.map((step) => ('who' in step ? step.who : step.do))).toEqual([
      'guest-1',
      'nameless',
      'external',
    ])
    expect(notes).toEqual([])
    expect(() => createEmulator({ directory: { ...directory }, scenarios })).not.toThrow()
  })

  it.each([
    ['the emulator’s server', 'http://localhost:4010/v1.0', WEBHOOK],
    ['a back end that passes requests on', 'https://app.contoso.com/api/graph/beta', WEBHOOK],
    ['the app itself, which writes only paths of its webhook', GRAPH, '/api/calls'],
    ['a webhook whose path looks like Graph’s', GRAPH, 'https://bot.contoso.com/v1.0/communications/calls'],
  ])('reads captures at %s', (_, graph, webhook) => {
    const har = harOf([
      { at: 0, url: `${graph}/communications/calls`, body: anOutgoingCall(), status: 201, response: { id: ID } },
      { ...notified(3, ofCall('updated', { state: 'established' })), url: webhook },
      { at: 6, method: 'GET', url: `${graph}/communications/calls/${ID}`, status: 404, response: {} },
    ])
    expect(typesOf(har)).toEqual([['answer', 'hangUp']])
    const { notes: _notes, ...session } = scenarioFromHar(har)
    expect(() => createEmulator({ clock: 'manual', ...session })).not.toThrow()
  })

  it('notes when it recognized nothing', () => {
    const { notes } = scenarioFromHar(harOf([{ at: 0, url: 'https://api.contoso.com/calls', body: {} }]))
    expect(notes).toEqual([
      expect.stringMatching(/^nothing was recognized in 1 requests \(https:\/\/api\.contoso\.com\)/),
    ])
    expect(scenarioFromHar(harOf([])).notes).toEqual([expect.stringMatching(/^nothing was recognized in 0 requests/)])
  })
})
