import { describe, expect, it } from 'vitest'
import { type SerializeOptions, serialize } from '../../../../src/graph/odata/json/serialize.ts'
import { parseQuery } from '../../../../src/graph/odata/query/parse-query.ts'
import { toSelection } from '../../../../src/graph/odata/query/to-selection.ts'

const full: SerializeOptions = { types: 'always', nulls: true, unknownEnumMembers: false }
const minimal: SerializeOptions = { types: 'derived', nulls: true, unknownEnumMembers: false }
const partial: SerializeOptions = { types: 'always', nulls: false, unknownEnumMembers: false }

const CALL = 'microsoft.graph.call'
const RECORD = 'microsoft.graph.callRecords.callRecord'

describe('the JSON of a call', () => {
  it('has Graph’s order of members, the type of every object, and null or [] for missing members', () => {
    const call = {
      terminationReason: null,
      requestedModalities: ['audio'],
      callbackUri: 'https://bot.contoso.com/callback',
      id: '57dab8b1-894c-409a-b240-bd8beae78896',
      source: { identity: { application: { id: 'bot' }, phone: { id: '+1' } } },
      state: 'establishing',
      activeModalities: [],
      unheardOf: { a: 1 },
    }
    expect(serialize(CALL, call, full)).toMatchInlineSnapshot(`
      {
        "@odata.type": "#microsoft.graph.call",
        "activeModalities": [],
        "callChainId": null,
        "callOptions": null,
        "callRoutes": [],
        "callbackUri": "https://bot.contoso.com/callback",
        "chatInfo": null,
        "direction": null,
        "id": "57dab8b1-894c-409a-b240-bd8beae78896",
        "incomingContext": null,
        "mediaConfig": null,
        "mediaState": null,
        "meetingInfo": null,
        "myParticipantId": null,
        "requestedModalities": [
          "audio",
        ],
        "resultInfo": null,
        "source": {
          "@odata.type": "#microsoft.graph.participantInfo",
          "countryCode": null,
          "endpointType": null,
          "identity": {
            "@odata.type": "#microsoft.graph.identitySet",
            "application": {
              "@odata.type": "#microsoft.graph.identity",
              "displayName": null,
              "id": "bot",
            },
            "device": null,
            "phone": {
              "@odata.type": "#microsoft.graph.identity",
              "displayName": null,
              "id": "+1",
            },
            "user": null,
          },
          "languageId": null,
          "participantId": null,
          "region": null,
        },
        "state": "establishing",
        "subject": null,
        "targets": [],
        "tenantId": null,
        "terminationReason": null,
        "toneInfo": null,
        "transcription": null,
        "unheardOf": {
          "a": 1,
        },
      }
    `)
    expect(Object.keys(serialize(CALL, call, full)).slice(0, 4)).toEqual([
      '@odata.type',
      'id',
      'callbackUri',
      'callChainId',
    ])
    expect(Object.keys(serialize(CALL, call, full)).slice(-3)).toEqual([
      'activeModalities',
      'terminationReason',
      'unheardOf',
    ])
  })

  it('omits missing members in a notification', () => {
    const data = {
      '@odata.etag': 'W/"5445"',
      '@odata.id': '/communications/calls/1',
      id: '1',
      state: 'established',
      targets: [],
      resultInfo: null,
      activeModalities: [],
      recordingLocation: '',
    }
    expect(Object.entries(serialize(CALL, data, partial))).toEqual([
      ['@odata.type', '#microsoft.graph.call'],
      ['@odata.etag', 'W/"5445"'],
      ['@odata.id', '/communications/calls/1'],
      ['id', '1'],
      ['state', 'established'],
      ['recordingLocation', ''],
    ])
  })

  it('states its type where it is a derived type', () => {
    const operation = { '@odata.type': 'microsoft.graph.recordOperation', id: '1', status: 'running' }
    const annotation = { '@odata.type': '#microsoft.graph.recordOperation' }
    expect(serialize('microsoft.graph.commsOperation', operation, full)).toEqual({
      ...annotation,
      id: '1',
      clientContext: null,
      resultInfo: null,
      status: 'running',
      recordingAccessToken: null,
      recordingLocation: null,
    })
    expect(serialize('microsoft.graph.commsOperation', operation, minimal)).toMatchObject(annotation)
    expect(serialize('microsoft.graph.recordOperation', operation, minimal)).not.toHaveProperty('@odata.type')
  })

  it('keeps unknown type names and placeholders', () => {
    const call = {
      mediaConfig: { '@odata.type': 'microsoft.graph.mediaConfig' },
      meetingInfo: { '@odata.type': '#microsoft.graph.unheardOf', token: 'x' },
      state: 'String',
    }
    expect(serialize(CALL, call, { ...partial, types: 'derived' })).toEqual({
      state: 'String',
      mediaConfig: { '@odata.type': '#microsoft.graph.mediaConfig' },
      meetingInfo: { '@odata.type': '#microsoft.graph.unheardOf' },
    })
  })
})

describe('the JSON of a call record', () => {
  const record = {
    id: 'e523d2ed',
    version: 1,
    type: 'peerToPeer',
    startDateTime: Date.UTC(2020, 1, 25, 18, 52, 21),
    endDateTime: '2020-02-25T18:52:46.7640013Z',
    organizer_v2: {
      id: '82',
      identity: { '@odata.type': '#microsoft.graph.communicationsIdentitySet', phone: { id: '+1' } },
    },
    participants_v2: [{ id: '82' }],
    sessions: [
      {
        id: 's1',
        caller: {
          '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
          userAgent: {
            '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
            platform: 'web',
            productFamily: 'azureCommunicationServices',
          },
          feedback: { rating: 'poor', tokens: { NoSound: false, Noisy: true } },
        },
        segments: [
          { id: 'g1', media: [{ streams: [{ averageJitter: 16, maxJitter: 'PT0.021S', startDateTime: 0 }] }] },
        ],
      },
    ],
  }
  const selectionOf = (search: string) => toSelection(parseQuery(search, { bare: false }), RECORD)
  const selection = selectionOf('?$expand=sessions($expand=segments),participants_v2')
  const sparse: SerializeOptions = { types: 'derived', nulls: false, unknownEnumMembers: false }

  it('contains navigation properties only when expanded, except the organizer', () => {
    expect(Object.keys(serialize(RECORD, record, sparse))).toEqual([
      'id',
      'endDateTime',
      'startDateTime',
      'type',
      'version',
      'organizer_v2',
    ])
    const whole = serialize(RECORD, record, { ...sparse, selection })
    expect(Object.keys(whole).slice(-3)).toEqual(['organizer_v2', 'participants_v2', 'sessions'])
    expect(serialize(RECORD, record, { ...sparse, selection: selectionOf('?$expand=sessions') })).toMatchObject({
      sessions: [expect.not.objectContaining({ segments: expect.anything() })],
    })
  })

  it('states the type only of values of derived types', () => {
    expect(serialize(RECORD, record, { ...sparse, selection })).toEqual({
      id: 'e523d2ed',
      endDateTime: '2020-02-25T18:52:46.7640013Z',
      startDateTime: '2020-02-25T18:52:21Z',
      type: 'peerToPeer',
      version: 1,
      organizer_v2: { id: '82', identity: { phone: { id: '+1' } } },
      participants_v2: [{ id: '82' }],
      sessions: [
        {
          id: 's1',
          caller: {
            '@odata.type': '#microsoft.graph.callRecords.participantEndpoint',
            userAgent: {
              '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
              platform: 'web',
              productFamily: 'unknownFutureValue',
            },
            feedback: { rating: 'poor', tokens: { NoSound: false, Noisy: true } },
          },
          segments: [
            {
              id: 'g1',
              media: [
                {
                  streams: [
                    { averageJitter: 'PT0.016S', maxJitter: 'PT0.021S', startDateTime: '1970-01-01T00:00:00Z' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    })
  })

  it('names enumeration members after the sentinel for clients that request them', () => {
    const shown = serialize(RECORD, record, { ...sparse, selection, unknownEnumMembers: true })
    expect(JSON.stringify(shown)).toContain('"productFamily":"azureCommunicationServices"')
  })

  it('contains null for a missing organizer and [] for missing sessions', () => {
    const shown = serialize(RECORD, { id: '1' }, { ...minimal, selection: selectionOf('?$expand=sessions') })
    expect(shown).toMatchObject({ organizer_v2: null, sessions: [], modalities: [] })
    expect(shown).not.toHaveProperty('startDateTime')
  })

  it('contains a context for each expanded member', () => {
    const place = {
      serviceRoot: 'https://graph.microsoft.com/v1.0',
      contextPath: 'communications/callRecords/$entity',
      path: undefined,
      url: undefined,
    }
    const shown = serialize(RECORD, record, { ...sparse, selection, place })
    const root = "https://graph.microsoft.com/v1.0/$metadata#communications/callRecords('e523d2ed')"
    expect(shown).toMatchObject({
      'organizer_v2@odata.context': `${root}/organizer_v2/$entity`,
      'participants_v2@odata.context': `${root}/participants_v2/$entity`,
      'sessions@odata.context': `${root}/sessions(segments())`,
      sessions: [{ 'segments@odata.context': `${root}/sessions('s1')/segments` }],
    })
    const names = Object.keys(shown)
    expect(names.indexOf('sessions')).toBe(names.indexOf('sessions@odata.context') + 1)
  })
})

describe('a missing member whose enumeration type cannot be null', () => {
  const RECORDS = 'microsoft.graph.callRecords'

  it.each([
    [RECORD, 'type'],
    [`${RECORDS}.clientUserAgent`, 'platform'],
    [`${RECORDS}.clientUserAgent`, 'productFamily'],
    [`${RECORDS}.failureInfo`, 'stage'],
    [`${RECORDS}.networkInfo`, 'connectionType'],
    [`${RECORDS}.networkInfo`, 'networkTransportProtocol'],
    [`${RECORDS}.networkInfo`, 'wifiBand'],
    [`${RECORDS}.networkInfo`, 'wifiRadioType'],
    [`${RECORDS}.serviceUserAgent`, 'role'],
    ['microsoft.graph.recordingInfo', 'recordingStatus'],
  ])('is written as "unknown": %s/%s', (type, name) => {
    expect(serialize(type, {}, minimal)).toHaveProperty(name, 'unknown')
    expect(serialize(type, {}, partial)).not.toHaveProperty(name)
  })

  it('is left out when its type has no member "unknown"', () => {
    expect(serialize(`${RECORDS}.userFeedback`, {}, minimal)).not.toHaveProperty('rating')
  })
})

describe('serialize', () => {
  it('does not change the value', () => {
    const call = { id: '1', targets: [{ identity: {} }] }
    serialize(CALL, call, full)
    expect(call).toEqual({ id: '1', targets: [{ identity: {} }] })
  })

  it('omits undeclared members of a closed type', () => {
    expect(serialize(RECORD, { id: '1', colour: 'red' }, { ...partial, types: 'derived' })).toEqual({ id: '1' })
  })

  it('ignores a member __proto__', () => {
    const call = JSON.parse('{ "id": "1", "__proto__": { "polluted": true } }')
    const shown = serialize(CALL, call, partial)
    expect(Object.getPrototypeOf(shown)).toBe(Object.prototype)
    expect(shown).not.toHaveProperty('polluted')
  })

  it('throws for an unknown type', () => {
    expect(() => serialize('microsoft.graph.nothing', {}, full)).toThrow(
      "The type 'microsoft.graph.nothing' is not in the metadata of the emulator.",
    )
  })
})
