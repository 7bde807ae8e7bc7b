import { describe, expect, it } from 'vitest'
import { createToken, type TokenOptions } from '../../src/index.ts'
import { ADELE, ALEX, MEGAN } from '../support/bodies.ts'
import { after, aSubscription, LIFECYCLE, MINUTE, setupReceiver } from './receiver.ts'

const records = (filter: string) => `communications/callRecords?$filter=${filter}`

describe('a subscription to call records', () => {
  it.each([
    ['/communications/callRecords'],
    ['Communications/CallRecords'],
    [records(`participants/any(p:p/id eq '${ADELE}')`)],
    [encodeURI(`/${records(`participants/any(p:p/id eq '${ADELE}')`)}`)],
  ])('can have the resource %s', async (resource) => {
    const { graph, changes, endACall } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription({ resource }))
    expect([status, body.resource]).toEqual([201, resource])
    await endACall()
    expect(changes).toHaveLength(1)
  })

  it.each([
    ['one person', `participants/any(p:p/id eq '${ADELE}')`, [ADELE]],
    ['one person in another case', `participants/any(p:p/id eq '${ADELE.toUpperCase()}')`, [ADELE]],
    ['one of several people', `participants/any(p:p/id eq '${ADELE}' or p/id eq '${ALEX}')`, [ADELE, ALEX]],
    ['one of a list', `participants/any(p:p/id in ('${ALEX}', '${MEGAN}'))`, [ALEX, MEGAN]],
    [
      'either of two people',
      `participants/any(p:p/id eq '${ADELE}') or participants/any(q:q/id eq '${MEGAN}')`,
      [ADELE, MEGAN],
    ],
  ])('can be limited to calls with %s', async (_, filter, watched) => {
    const { graph, changes, endACall } = setupReceiver()
    expect((await graph.post('/subscriptions', aSubscription({ resource: records(filter) }))).status).toBe(201)
    const ids = new Map<string, string>()
    for (const user of [ADELE, ALEX, MEGAN]) ids.set(user, await endACall(user))
    expect(changes.map(({ resourceData }) => resourceData.id)).toEqual(watched.map((user) => ids.get(user)))
  })
})

describe('a subscription to another resource', () => {
  it.each([
    ['communications/calls', "'communications/calls'"],
    ['communications/calls/57dab8b1-894c-409a-b240-bd8beae78896', 'cannot be subscribed to'],
    ['communications/callRecords/getPstnCalls(fromDateTime=2026-01-01)', 'getPstnCalls'],
    ['communications/onlineMeetings', "$filter=joinWebUrl eq '{joinWebUrl}'"],
    ['communications/onlineMeetings/MSo1N2Y5/attendanceReports', 'cannot be subscribed to'],
    ['communications/presences', "$filter=id in ('{id}', …)"],
    [`communications/presences/${ADELE}?$filter=id eq '${ADELE}'`, '$filter'],
    [`communications/presences?$filter=id ne '${ADELE}'`, 'its filter is not supported'],
    [`communications/presences?$filter=userId eq '${ADELE}'`, 'its filter is not supported'],
    [`communications/presences?$filter=a/any(p:p/id eq '${ADELE}')`, 'its filter is not supported'],
    [`communications/presences?$filter=id in (${Array(651).fill(`'${ADELE}'`)})`, '651 values; at most 650'],
    ["communications/onlineMeetings?$filter=joinWebUrl in ('a','b')", '2 values; at most 1'],
    [records(`participants_v2/any(p:p/id eq '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/all(p:p/id eq '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/id ne '${ADELE}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/id eq '${ADELE}' and p/id eq '${ALEX}')`), 'its filter is not supported'],
    [records(`participants/any(p:p/displayName eq 'Adele')`), 'its filter is not supported'],
    [records('participants/any(p:p/id eq 7)'), 'its filter is not supported'],
    [records('participants/any()'), 'its filter is not supported'],
    [records(`id eq '${ADELE}'`), 'its filter is not supported'],
    [records('participants/any(p:p/id eq'), 'Invalid filter clause'],
    ['communications/callRecords?$top=5', '$top'],
  ])('%s', async (resource, named) => {
    const { graph, validated, subscriptions } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription({ resource }))
    expect(status).toBe(400)
    expect(body.error.message).toContain(named)
    expect([validated, subscriptions()]).toEqual([[], 0])
  })
})

const inMinutes = (minutes: number) => after(minutes * MINUTE)
const CERTIFICATE = { encryptionCertificate: 'MIIC', encryptionCertificateId: 'mine' }
const PRESENCE = `/communications/presences/${ADELE}`
const TRANSCRIPTS = 'communications/onlineMeetings/MSo1N2Y5/transcripts'
const JOIN_URL = encodeURIComponent('https://teams.microsoft.com/l/meetup-join/19:meeting_1@thread.v2/0?context=1')

describe('a subscription without emulated changes', () => {
  const of: Record<string, readonly [changeType: string, longestMinutes: number]> = {
    [PRESENCE]: ['updated', 60],
    [`/communications/presences?$filter=id in ('${ADELE}', '${ALEX}')`]: ['updated', 60],
    'communications/onlineMeetings/getAllRecordings': ['created', 4_320],
    'communications/onlineMeetings/MSo1N2Y5/recordings': ['created', 4_320],
    [`users/${ADELE}/onlineMeetings/getAllRecordings`]: ['created', 4_320],
    'communications/onlineMeetings/getAllTranscripts': ['created', 4_320],
    [TRANSCRIPTS]: ['created', 4_320],
    [`users/${ADELE}/onlineMeetings/getAllTranscripts`]: ['created', 4_320],
    [`communications/onlineMeetings(joinWebUrl='${JOIN_URL}')/meetingCallEvents`]: ['updated', 4_320],
    [`/communications/onlineMeetings/?$filter=JoinWebUrl eq '${JOIN_URL}'`]: ['updated', 4_320],
  }

  it.each(Object.entries(of))('to %s follows Graph’s rules', async (resource, [changeType, longestMinutes]) => {
    const { graph, changes, endACall } = setupReceiver()
    const subscription = (minutes: number, changes = {}) =>
      aSubscription({
        resource,
        changeType,
        expirationDateTime: inMinutes(minutes),
        lifecycleNotificationUrl: LIFECYCLE,
        ...changes,
      })
    const tooLong = await graph.post('/subscriptions', subscription(longestMinutes + 1))
    expect([tooLong.status, tooLong.body.error]).toMatchObject([
      400,
      {
        code: 'ExtensionError',
        message: `Subscription expiration can only be ${longestMinutes} minutes in the future.`,
      },
    ])
    const wrong = await graph.post('/subscriptions', subscription(30, { changeType: 'deleted' }))
    expect([wrong.status, wrong.body.error.message]).toEqual([400, expect.stringContaining("'deleted'")])
    const bare = await graph.post('/subscriptions', subscription(30, { includeResourceData: true }))
    expect([bare.status, bare.body.error.message]).toEqual([400, expect.stringContaining("'encryptionCertificate'")])
    const made = await graph.post(
      '/subscriptions',
      subscription(longestMinutes, { includeResourceData: true, ...CERTIFICATE }),
    )
    expect([made.status, made.body.resource]).toEqual([201, resource])
    const longer = { expirationDateTime: inMinutes(longestMinutes + 1) }
    expect((await graph.patch(`/subscriptions/${made.body.id}`, longer)).status).toBe(400)
    await endACall()
    expect(changes).toEqual([])
  })

  it('to a transcript needs a lifecycle URL to last more than an hour', async () => {
    const { graph } = setupReceiver()
    const subscribe = (minutes: number) =>
      graph.post('/subscriptions', aSubscription({ resource: TRANSCRIPTS, expirationDateTime: inMinutes(minutes) }))
    const { status, body } = await subscribe(61)
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(
        'is required for subscription creation on this resource when the expirationDateTime value',
      ),
    ])
    expect((await subscribe(60)).status).toBe(201)
  })

  it.each([
    ['the transcripts of a meeting', 'created', TRANSCRIPTS, TRANSCRIPTS.replace('MSo1N2Y5', 'MSo1N2Y6')],
    ['presences', 'updated', PRESENCE, undefined],
  ])('to %s can exist only once per resource', async (_, changeType, resource, other) => {
    const { graph } = setupReceiver()
    const subscribe = (to: string) =>
      graph.post('/subscriptions', aSubscription({ resource: to, changeType, expirationDateTime: inMinutes(30) }))
    const { body } = await subscribe(resource)
    const second = await subscribe(resource.startsWith('/') ? resource.slice(1) : `/${resource}`)
    expect([second.status, second.body.error.code]).toEqual([403, 'Forbidden'])
    expect(second.body.error.message).toContain('There is a subscription to')
    if (other) expect((await subscribe(other)).status).toBe(201)
    await graph.delete(`/subscriptions/${body.id}`)
    expect((await subscribe(resource)).status).toBe(201)
  })
})

describe('the permission to subscribe', () => {
  const bearer = (options: TokenOptions) => ({ Authorization: `Bearer ${createToken(options)}` })
  const PERMISSION = 'OnlineMeetingTranscript.Read.All'

  it.each<[string, string, TokenOptions, string?]>([
    [TRANSCRIPTS, 'an app', { roles: [PERMISSION] }],
    [TRANSCRIPTS, 'a user', { scp: [PERMISSION] }],
    [TRANSCRIPTS, 'an app without the permission', { roles: ['CallRecords.Read.All'] }, `roles lack ${PERMISSION}`],
    [TRANSCRIPTS, 'a user without the permission', { scp: ['User.Read'] }, `scp lack ${PERMISSION}`],
    [PRESENCE, 'a user', { scp: ['Presence.Read.All', 'User.Read'] }],
    [PRESENCE, 'an app', { roles: ['Presence.Read.All'] }, 'application permissions (roles) are not supported'],
    ['communications/callRecords', 'an app', { roles: ['CallRecords.Read.All'] }],
    ['communications/callRecords', 'a user', { scp: ['CallRecords.Read.All'] }, 'delegated permissions (scp) are not'],
  ])('to %s: %s', async (resource, _, token, refusal) => {
    const { graph, validated } = setupReceiver({}, { auth: 'permissions' })
    const changeType = resource === PRESENCE ? 'updated' : 'created'
    const body = aSubscription({ resource, changeType, expirationDateTime: inMinutes(30) })
    const made = await graph.post('/subscriptions', body, bearer(token))
    // Graph validates the URL first and checks the permission afterwards.
    expect(validated).toHaveLength(1)
    if (refusal === undefined) {
      expect(made.status).toBe(201)
      const path = `/subscriptions/${made.body.id}`
      expect((await graph.send('GET', path, undefined, bearer(token))).status).toBe(200)
      expect((await graph.send('DELETE', path, undefined, bearer(token))).status).toBe(204)
    } else {
      expect([made.status, made.body.error.code]).toEqual([403, 'ExtensionError'])
      expect(made.body.error.message).toContain(refusal)
    }
  })
})
