import { describe, expect, it } from 'vitest'
import { createToken } from '../../../../src/index.ts'
import { loadEndpoints } from '../../../../src/modules.ts'
import { aGroupCall, aMeeting, anAnswer, anOutgoingCall, aRecording, CALLBACK } from '../../../support/bodies.ts'
import type { Answer } from '../../../support/graph.ts'
import { setup } from '../../../support/setup.ts'

const endpoints = await loadEndpoints()

const CALLS = '/communications/calls'
const BETA = `https://graph.microsoft.com/beta${CALLS}`
const RECORDS = '/communications/callRecords'
const UNKNOWN_ID = '4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b'
const APP_HOSTED = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }

const withRoles = (...roles: string[]) => ({ Authorization: `Bearer ${createToken({ roles })}` })
const AS_USER = { Authorization: `Bearer ${createToken({ scp: ['Calls.Initiate.All', 'CallRecords.Read.All'] })}` }

/** An emulator that requires permissions, and a client that sends them with each request. */
function open() {
  const { emulator, graph } = setup({ auth: 'permissions' })
  const send = (method: string, path: string, body: unknown, headers: Record<string, string>) =>
    graph.send(method, path, body, headers)
  return { emulator, graph, send }
}

function expectRefused({ status, body }: Answer, code: string) {
  expect([status, body.error.code]).toEqual([403, code])
}

describe('every endpoint', () => {
  it.each(endpoints.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s states its permissions',
    (_, route) => {
      expect(route.permissions).toBeDefined()
    },
  )

  it.each(
    endpoints
      .filter(({ path }) => !path.startsWith('/emulator'))
      .map(({ method, path, body, betaOnly }) => [method, path, { body, betaOnly }] as const),
  )('%s %s rejects the token of a signed-in user with any scopes', async (method, path, { body, betaOnly }) => {
    const { emulator, send } = open()
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
    // The permissions of these depend on the call or on the body.
    const known: Record<string, object> = {
      '/communications/calls': anOutgoingCall(),
      '/communications/calls/:callId/answer': anAnswer(),
      '/subscriptions': aSubscription(),
    }
    const where = path.replace(':callId', id).replace(/:\w+/g, UNKNOWN_ID)
    const root = betaOnly ? 'https://graph.microsoft.com/beta' : 'https://graph.microsoft.com/v1.0'
    const answer = await send(method, root + where, body && (known[path] ?? {}), AS_USER)
    const subscribing = path === '/subscriptions' && method === 'POST'
    expectRefused(answer, subscribing ? 'ExtensionError' : path.startsWith(CALLS) ? '7504' : 'Forbidden')
  })
})

describe('creating a call', () => {
  const media = { mediaConfig: APP_HOSTED }

  it.each([
    ['a peer-to-peer call', ['Calls.Initiate.All'], anOutgoingCall()],
    ['a group call', ['Calls.InitiateGroupCall.All'], aGroupCall()],
    ['a group call', ['Calls.InitiateGroupCalls.All'], aGroupCall()],
    ['a meeting', ['Calls.JoinGroupCall.All'], aMeeting()],
    ['a meeting', ['Calls.JoinGroupCalls.All'], aMeeting()],
    ['a meeting', ['Calls.JoinGroupCallAsGuest.All'], aMeeting()],
    ['a meeting', ['Calls.JoinGroupCallsAsGuest.All'], aMeeting()],
    ['a meeting', ['Calls.JoinGroupCalls.Chat'], aMeeting()],
    ['media of its own', ['Calls.Initiate.All', 'Calls.AccessMedia.All'], anOutgoingCall(media)],
    ['a meeting with media of its own', ['Calls.AccessMedia.All', 'Calls.JoinGroupCall.All'], aMeeting(media)],
  ])('(%s) is allowed with %j', async (_, roles, body) => {
    const { graph } = open()
    expect((await graph.post(CALLS, body, withRoles(...roles))).status).toBe(201)
  })

  it.each([
    ['a peer-to-peer call', ['Calls.InitiateGroupCall.All', 'Calls.AccessMedia.All'], 'Calls.Initiate.All', {}],
    ['a peer-to-peer call', ['Calls.Initiate'], 'Calls.Initiate.All', {}],
    ['a peer-to-peer call', [], 'Calls.Initiate.All', {}],
    ['a group call', ['Calls.Initiate.All'], 'Calls.InitiateGroupCall.All', aGroupCall()],
    ['a meeting', ['Calls.Initiate.All'], 'Calls.JoinGroupCall.All or Calls.JoinGroupCallAsGuest.All', aMeeting()],
    ['media of its own', ['Calls.Initiate.All'], 'Calls.AccessMedia.All', media],
    ['media of its own', ['Calls.AccessMedia.All'], 'Calls.Initiate.All', media],
  ])('(%s) is rejected with %j, which lacks %s, and changes nothing', async (what, roles, named, changes) => {
    const { emulator, graph } = open()
    const before = emulator.store.getState()
    const body = what === 'a meeting' ? changes : anOutgoingCall(changes)
    const answer = await graph.post(CALLS, body, withRoles(...roles))
    expectRefused(answer, '7504')
    expect(answer.body.error.message).toContain('Insufficient enterprise tenant permissions, cannot access this API')
    expect(answer.body.error.message).toContain(`lack ${named}`)
    expect(emulator.store.getState()).toBe(before)
  })

  it('checks the permissions that most actions on the call need', async () => {
    const { emulator, graph, send } = open()
    const { body: call } = await graph.post(CALLS, aGroupCall(), withRoles('Calls.InitiateGroupCall.All'))
    await emulator.clock.advance('3s')
    const path = `${CALLS}/${call.id}`
    for (const [method, where] of [
      ['GET', path],
      ['POST', `${path}/keepAlive`],
      ['POST', `${path}/cancelMediaProcessing`],
      ['GET', `${path}/participants`],
      ['GET', `${path}/operations`],
      ['DELETE', path],
    ] as const) {
      const { status } = await send(method, where, undefined, withRoles())
      expect([where, status >= 200 && status < 300]).toEqual([where, true])
    }
  })
})

describe('answering a call', () => {
  const media = { mediaConfig: APP_HOSTED }
  const group = { others: ['3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2'] }

  it.each([
    ['a peer-to-peer call', [], 202, {}, {}],
    ['a peer-to-peer call, with media of its own,', [], 403, {}, media],
    ['a peer-to-peer call, with media of its own,', ['Calls.AccessMedia.All'], 202, {}, media],
    ['a group call', ['Calls.Initiate.All'], 403, group, {}],
    ['a group call', ['Calls.JoinGroupCalls.All'], 202, group, {}],
    ['a group call', ['Calls.JoinGroupCallAsGuest.All'], 202, group, {}],
  ])('%s with %j: %i', async (_, roles, expected, incoming, changes) => {
    const { emulator, graph } = open()
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK, ...incoming })
    const { status } = await graph.post(`${CALLS}/${id}/answer`, anAnswer(changes), withRoles(...roles))
    expect(status).toBe(expected)
  })

  it('needs no permissions to reject the call', async () => {
    const { emulator, graph } = open()
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
    expect((await graph.post(`${CALLS}/${id}/reject`, {}, withRoles())).status).toBe(202)
  })
})

describe('actions on a call', () => {
  const ALL = ['Initiate', 'InitiateGroupCall', 'JoinGroupCall', 'JoinGroupCallAsGuest', 'AccessMedia']
  const group = '/audioRoutingGroups/one'

  // From Graph's documentation of each action. The permissions of all others are checked when the call is created.
  it.each([
    ['POST', '/redirect', ['Initiate']],
    ['POST', '/transfer', ['Initiate']],
    ['POST', '/recordResponse', ['AccessMedia']],
    ['POST', '/subscribeToTone', ['AccessMedia']],
    ['POST', '/changeScreenSharingRole', ['AccessMedia']],
    ['POST', '/updateRecordingStatus', ['JoinGroupCall', 'AccessMedia']],
    ['POST', '/addLargeGalleryView', ['JoinGroupCallAsGuest', 'JoinGroupCall', 'InitiateGroupCall']],
    ['POST', '/participants/invite', ['InitiateGroupCall']],
    ['DELETE', `/participants/${UNKNOWN_ID}`, ['JoinGroupCallAsGuest', 'JoinGroupCall']],
    ['POST', '/audioRoutingGroups', ['JoinGroupCall', 'InitiateGroupCall']],
    ['GET', '/audioRoutingGroups', ['JoinGroupCall', 'InitiateGroupCall']],
    ['GET', group, ['JoinGroupCall', 'InitiateGroupCall']],
    ['PATCH', group, ['JoinGroupCall', 'InitiateGroupCall']],
    ['DELETE', group, ['JoinGroupCall', 'InitiateGroupCall']],
    ['GET', '', []],
    ['DELETE', '', []],
    ['POST', '/keepAlive', []],
    ['POST', '/mute', []],
    ['POST', '/unmute', []],
    ['POST', '/playPrompt', []],
    ['POST', '/sendDtmfTones', []],
    ['POST', '/cancelMediaProcessing', []],
    ['GET', '/participants', []],
    ['GET', `/participants/${UNKNOWN_ID}`, ['JoinGroupCall', 'JoinGroupCallAsGuest']],
    ['POST', `/participants/${UNKNOWN_ID}/mute`, ['JoinGroupCall', 'JoinGroupCallAsGuest']],
    ['POST', `/participants/${UNKNOWN_ID}/startHoldMusic`, ['JoinGroupCall', 'JoinGroupCallAsGuest']],
    ['POST', `/participants/${UNKNOWN_ID}/stopHoldMusic`, ['JoinGroupCall', 'JoinGroupCallAsGuest']],
    ['GET', '/contentSharingSessions', ['JoinGroupCallAsGuest', 'Initiate', 'InitiateGroupCall', 'JoinGroupCall']],
    ['GET', '/contentSharingSessions/one', ['JoinGroupCallAsGuest', 'Initiate', 'InitiateGroupCall', 'JoinGroupCall']],
    ['POST', '/participants/muteAll', [], BETA],
    ['POST', '/participants/configureMixer', ['JoinGroupCallAsGuest', 'JoinGroupCall', 'InitiateGroupCall'], BETA],
  ])('%s …%s needs one of %j', async (method, action, needed, calls = CALLS) => {
    const { send } = open()
    const statusWith = async (...names: string[]) => {
      const roles = names.map((name) => `Calls.${name}.All`)
      const body = method === 'POST' || method === 'PATCH' ? {} : undefined
      return (await send(method, `${calls}/${UNKNOWN_ID}${action}`, body, withRoles(...roles))).status
    }
    const others = ALL.filter((name) => !needed.includes(name))
    expect((await statusWith(...others)) === 403).toBe(needed.length > 0)
    for (const name of needed) expect([400, 404]).toContain(await statusWith(name))
  })
})

describe('recording a call', () => {
  it.each(['recordResponse', 'record'])(
    'with %s needs access to media, even in an established call',
    async (action) => {
      const { emulator, graph } = open()
      const { body: call } = await graph.post(CALLS, anOutgoingCall(), withRoles('Calls.Initiate.All'))
      await emulator.clock.advance('2s')
      const record = (...roles: string[]) =>
        graph.post(`${CALLS}/${call.id}/${action}`, aRecording(), withRoles(...roles))
      expectRefused(await record('Calls.Initiate.All'), '7504')
      expect((await record('Calls.AccessMedia.All')).status).toBe(200)
    },
  )
})

describe('call records', () => {
  const during = '(fromDateTime=2026-01-01,toDateTime=2026-01-02)'

  it.each([
    [RECORDS, ['CallRecords.Read.All'], 200],
    [RECORDS, ['Calls.Initiate.All', 'CallRecord-PstnCalls.Read.All'], 403],
    [`${RECORDS}/${UNKNOWN_ID}`, [], 403],
    [`${RECORDS}/${UNKNOWN_ID}`, ['CallRecords.Read.All'], 404],
    [`${RECORDS}/${UNKNOWN_ID}/sessions`, [], 403],
    [`${RECORDS}/${UNKNOWN_ID}/participants_v2`, [], 403],
    [`${RECORDS}/getPstnCalls${during}`, ['CallRecord-PstnCalls.Read.All'], 200],
    [`${RECORDS}/getPstnCalls${during}`, ['CallRecords.Read.All'], 200],
    [`${RECORDS}/getPstnCalls${during}`, ['Calls.Initiate.All'], 403],
    [`${RECORDS}/getDirectRoutingCalls${during}`, ['CallRecord-PstnCalls.Read.All'], 200],
    [`${RECORDS}/getDirectRoutingCalls${during}`, [], 403],
    ['/subscriptions', ['CallRecords.Read.All'], 200],
    ['/subscriptions', [], 403],
  ])('GET %s with the roles %j: %i', async (path, roles, expected) => {
    const { graph } = open()
    expect((await graph.get(path, withRoles(...roles))).status).toBe(expected)
  })

  it('are rejected with an empty message, as Graph does, and the trace names what is missing', async () => {
    const { emulator, graph } = open()
    const answer = await graph.get(RECORDS, withRoles('Calls.Initiate.All'))
    expect([answer.status, answer.body.error.code, answer.body.error.message]).toEqual([403, 'Forbidden', ''])
    expect(answer.headers.get('www-authenticate')).toBeNull()
    expect(emulator.trace.of('response').at(-1)?.error).toBe("Forbidden (the token's roles lack CallRecords.Read.All)")
    await graph.get(RECORDS, AS_USER)
    expect(emulator.trace.of('response').at(-1)?.error).toContain('delegated permissions (scp) are not supported')
  })

  it('can be subscribed to with the permission to read them, which is checked after the handshake', async () => {
    const { emulator, graph } = open()
    const asked: string[] = []
    emulator.receive('https://bot.contoso.com/records', (request) => {
      asked.push(new URL(request.url).searchParams.get('validationToken') ?? '')
      return new Response(asked.at(-1))
    })
    const refused = await graph.post('/subscriptions', aSubscription(), withRoles('Calls.Initiate.All'))
    expectRefused(refused, 'ExtensionError')
    expect(refused.body.error.message).toContain('Forbidden')
    expect(refused.body.error.message).toContain('CallRecords.Read.All')
    expect([asked.length, emulator.store.getState().subscriptions.size]).toEqual([1, 0])
    expect((await graph.post('/subscriptions', aSubscription(), withRoles('CallRecords.Read.All'))).status).toBe(201)
  })
})

describe('the order of checks', () => {
  it('is path and method, then permissions, then body', async () => {
    const { graph } = open()
    expect((await graph.get('/communications/calls/x/nowhere', withRoles())).status).toBe(400)
    expect((await graph.send('PUT', RECORDS, {}, withRoles())).status).toBe(405)
    expect((await graph.post(`${CALLS}/${UNKNOWN_ID}/recordResponse`, '{', withRoles())).status).toBe(403)
  })
})

describe('permissions', () => {
  it.each(['off', 'optional', 'required'] as const)("are not required with auth: '%s'", async (auth) => {
    const { graph } = setup({ auth })
    expect((await graph.get(RECORDS, withRoles())).status).toBe(200)
    expect((await graph.post(CALLS, anOutgoingCall(), AS_USER)).status).toBe(201)
  })
})

function aSubscription() {
  return {
    changeType: 'created',
    resource: 'communications/callRecords',
    notificationUrl: 'https://bot.contoso.com/records',
    expirationDateTime: '2026-01-05T12:00:00Z',
  }
}

describe('a token of another tenant', () => {
  const OTHER = '5f1d7a3c-2b1e-4c7a-9d77-0f4d1b6f8a10'
  const roles = ['Calls.Initiate.All', 'Calls.JoinGroupCall.All', 'CallRecords.Read.All']
  const headers = { Authorization: `Bearer ${createToken({ roles, tenantId: OTHER })}` }

  it('cannot create or answer calls in the tenant of the directory', async () => {
    const { emulator, graph } = open()
    for (const body of [anOutgoingCall(), aMeeting({ tenantId: 'aaaaaaaa-2b1e-4c7a-9d77-0f4d1b6f8a10' })]) {
      const answer = await graph.post(CALLS, body, headers)
      expectRefused(answer, '7505')
      expect(answer.body.error.message).toContain(
        `Request authorization tenant mismatch: the token is for the tenant '${OTHER}'`,
      )
    }
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
    expectRefused(await graph.post(`${CALLS}/${id}/answer`, anAnswer(), headers), '7505')
  })

  it('can join a meeting of its own tenant', async () => {
    const { graph } = open()
    const { status, body } = await graph.post(CALLS, aMeeting({ tenantId: OTHER.toUpperCase() }), headers)
    expect(status).toBe(201)
    expect((await graph.get(`${CALLS}/${body.id}`, headers)).status).toBe(200)
  })

  it('cannot read or subscribe to call records of the directory’s tenant', async () => {
    const { emulator, graph } = open()
    expectRefused(await graph.get(RECORDS, headers), 'Forbidden')
    expect(emulator.trace.of('response').at(-1)?.error).toContain(`tenant '${OTHER}'`)
    expectRefused(await graph.post('/subscriptions', aSubscription(), headers), 'ExtensionError')
    expectRefused(await graph.get('/subscriptions', headers), 'Forbidden')
  })

  it.each(['optional', 'required'] as const)("is accepted with auth: '%s'", async (auth) => {
    const { graph } = setup({ auth })
    expect((await graph.get(RECORDS, headers)).status).toBe(200)
  })
})
