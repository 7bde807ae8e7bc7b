import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createToken, type EmulatorOptions, type TokenOptions } from '../../../../src/index.ts'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const NOW = '2026-01-05T09:00:00Z'

const bearer = (options?: TokenOptions) => `Bearer ${createToken(options)}`
const bearerOf = (claims: object) => `Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`

/** The sample of https://jwt.io: the claims sub, name and iat. */
const JWT_IO_SAMPLE =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c'

/** Requests call records. @param options Options of the emulator, whose clock decides whether the token has expired. */
async function get(options: EmulatorOptions, authorization?: string, where = RECORDS) {
  const { graph } = setup(options)
  const { status, headers, body } = await graph.get(
    where,
    authorization === undefined ? {} : { Authorization: authorization },
  )
  return { status, challenge: headers.get('www-authenticate'), error: body.error }
}

describe('a token', () => {
  it.each([
    ['required', bearer()],
    ['required', bearer().replace('Bearer', 'bearer')],
    ['required', bearer({ expiresAt: '2026-01-05T09:00:01Z' })],
    ['required', bearer({ audience: 'https://graph.microsoft.com/' })],
    ['required', bearer({ audience: '00000003-0000-0000-c000-000000000000' })],
    ['required', bearer({ scp: ['User.Read'] })],
    ['required', bearerOf({ aud: ['https://graph.microsoft.com'] })],
    ['required', bearerOf({ aud: ['https://api.contoso.com', 'https://graph.microsoft.com/'] })],
    ['optional', undefined],
    ['optional', 'Bearer any-token'],
    ['optional', `Bearer ${JWT_IO_SAMPLE}`],
    ['optional', bearerOf({ exp: 1_000 })],
    ['optional', bearerOf({ aud: [], sub: '1234567890' })],
    ['optional', bearer()],
    ['off', undefined],
    ['off', 'Basic abc'],
    ['off', 'Bearer'],
    ['off', bearer({ expiresAt: NOW, audience: 'https://api.contoso.com' })],
  ] as const)("with auth: '%s' and Authorization %j, a request is let in", async (auth, authorization) => {
    expect((await get({ auth }, authorization)).status).toBe(200)
  })

  const HINT = "Create a token with createToken(), or pass auth: 'off' to createEmulator to ignore tokens."
  const EMPTY = `Access token is empty. ${HINT}`
  const MALFORMED = `CompactToken parsing failed with error code: 80049217. ${HINT}`
  const EXPIRED = `CompactToken validation failed with reason code: 80049228. The token expired at 2026-01-05T09:00:00.000Z; the emulator's clock is at 2026-01-05T09:00:00.000Z. ${HINT}`
  const audienceOf = (audience: string) =>
    `Access token validation failure. Invalid audience: the token is for '${audience}', not for 'https://graph.microsoft.com'. ${HINT}`
  const AUDIENCE = audienceOf('https://api.contoso.com')

  it.each([
    ['required', undefined, EMPTY],
    ['required', '', EMPTY],
    ['permissions', undefined, EMPTY],
    ['required', 'Basic abc', MALFORMED],
    ['required', 'Bearer', MALFORMED],
    ['required', 'Bearer any-token', MALFORMED],
    ['required', 'Bearer x.y.z', MALFORMED],
    ['required', 'Bearer e30.W10.', MALFORMED],
    ['required', `${bearer()}.x`, MALFORMED],
    ['permissions', 'Bearer any-token', MALFORMED],
    ['optional', 'Basic abc', MALFORMED],
    ['optional', 'x.y.z', MALFORMED],
    ['required', bearer({ expiresAt: NOW }), EXPIRED],
    ['permissions', bearer({ expiresAt: NOW }), EXPIRED],
    ['optional', bearer({ expiresAt: NOW }), EXPIRED],
    ['required', bearer({ audience: 'https://api.contoso.com' }), AUDIENCE],
    ['optional', bearer({ audience: 'https://api.contoso.com' }), AUDIENCE],
    ['required', bearer({ audience: 'https://api.botframework.com' }), audienceOf('https://api.botframework.com')],
    ['optional', bearer({ audience: 'https://graph.windows.net' }), audienceOf('https://graph.windows.net')],
    ['required', bearer({ audience: 'http://graph.microsoft.com' }), audienceOf('http://graph.microsoft.com')],
    ['required', bearer({ audience: 'graph.microsoft.com' }), audienceOf('graph.microsoft.com')],
    ['required', bearerOf({ exp: 4_000_000_000 }), audienceOf('')],
    ['required', `Bearer ${JWT_IO_SAMPLE}`, audienceOf('')],
    ['required', bearerOf({ aud: ['https://api.contoso.com', 7] }), AUDIENCE],
    [
      'optional',
      bearerOf({ aud: ['https://api.contoso.com', 'https://a.b'] }),
      audienceOf('https://api.contoso.com, https://a.b'),
    ],
  ] as const)("with auth: '%s' and Authorization %j, a request is refused", async (auth, authorization, message) => {
    const { status, challenge, error } = await get({ auth }, authorization)
    expect([status, error.code, error.message]).toEqual([401, 'InvalidAuthenticationToken', message])
    expect(challenge).toBe(
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    )
  })

  it("expires by the emulator's clock", async () => {
    const { emulator, graph } = setup({ auth: 'required' })
    const headers = { Authorization: bearer({ expiresAt: '2026-01-05T10:00:00Z' }) }
    const status = async () => (await graph.get(RECORDS, headers)).status
    await emulator.clock.advanceTo('2026-01-05T09:59:59.999Z')
    expect(await status()).toBe(200)
    await emulator.clock.advance(1)
    expect(await status()).toBe(401)
  })

  it.each([
    ['https://graph.microsoft.us', 'https://graph.microsoft.us', 200],
    ['https://graph.microsoft.us', 'https://graph.microsoft.com', 401],
    ['https://graph.microsoft.com', 'https://microsoftgraph.chinacloudapi.cn', 401],
    ['http://localhost:3000', 'https://graph.microsoft.com', 200],
    ['http://localhost:3000', 'http://localhost:3000', 200],
    ['http://localhost:3000', 'https://api.contoso.com', 401],
  ])('is valid in its own cloud only: %s with a token for %s has the status %i', async (host, audience, expected) => {
    const { emulator } = setup({ auth: 'required', hosts: [host] })
    const headers = { Authorization: bearer({ audience }) }
    expect((await emulator.fetch(`${host}/v1.0${RECORDS}`, { headers })).status).toBe(expected)
  })

  it('is requested from the login service of its cloud', async () => {
    const { emulator } = setup({ auth: 'required' })
    const { headers } = await emulator.fetch(`https://microsoftgraph.chinacloudapi.cn/v1.0${RECORDS}`)
    expect(headers.get('www-authenticate')).toContain('"https://login.chinacloudapi.cn/common/oauth2/authorize"')
  })

  it('is checked after the version and before everything else', async () => {
    const { emulator, graph } = setup({ auth: 'required' })
    expect((await graph.post(CALLS, '{')).status).toBe(401)
    expect((await graph.get('/communications/calls/x/nowhere')).status).toBe(401)
    expect((await graph.get('https://graph.microsoft.com/v7/communications/calls')).body.error.message).toBe(
      'Invalid version.',
    )
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it('of a batch is the token of its requests', async () => {
    const { graph } = setup({ auth: 'required' })
    const requests = [{ id: '1', method: 'GET', url: RECORDS, headers: { Authorization: 'Bearer any-token' } }]
    expect((await graph.post('/$batch', { requests })).status).toBe(401)
    const { status, body } = await graph.post('/$batch', { requests }, { Authorization: bearer() })
    expect([status, body.responses[0].status]).toEqual([200, 200])
  })

  it('for Graph does not open a recording', async () => {
    const { emulator, graph } = setup({ auth: 'permissions' })
    const token = createToken({ roles: ['Calls.Initiate.All', 'Calls.AccessMedia.All'] })
    const headers = { Authorization: `Bearer ${token}` }
    const { body: call } = await graph.post(CALLS, anOutgoingCall(), headers)
    await emulator.clock.advance('2s')
    const { body: operation } = await graph.post(`${CALLS}/${call.id}/recordResponse`, {}, headers)
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'speak' })
    await emulator.clock.advance('10s')
    const { body: ended } = await graph.get(`${CALLS}/${call.id}/operations/${operation.id}`, headers)
    const download = async (token: string) =>
      (await graph.get(ended.recordingLocation, { Authorization: `Bearer ${token}` })).status
    expect([await download(ended.recordingAccessToken), await download(token)]).toEqual([200, 401])
  })

  it.each(['optional', 'required', 'permissions'] as const)(
    "that is any text at all is answered, with auth: '%s'",
    async (auth) => {
      const { graph } = setup({ auth })
      const part = fc.oneof(
        fc.string().map((text) => Buffer.from(text).toString('base64url')),
        fc.jsonValue().map((json) => Buffer.from(JSON.stringify(json) ?? '').toString('base64url')),
        fc.string().map((text) => encodeURIComponent(text)),
        fc
          .record({ aud: fc.jsonValue(), exp: fc.jsonValue(), roles: fc.jsonValue(), scp: fc.jsonValue() })
          .map((claims) => Buffer.from(JSON.stringify(claims)).toString('base64url')),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
          const { status } = await graph.get(RECORDS, { Authorization: `Bearer ${parts.join('.')}` })
          expect([200, 401, 403]).toContain(status)
        }),
        { numRuns: 300 },
      )
    },
  )
})
