import { describe, expect, it } from 'vitest'
import { createToken, type TokenOptions } from '../../src/index.ts'

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('createToken', () => {
  it('writes the given claims without a signature', () => {
    const token = createToken({
      roles: ['Calls.Initiate.All'],
      audience: 'https://graph.microsoft.us',
      expiresAt: new Date('2026-01-05T10:00:00Z'),
      appId: 'a1',
      tenantId: 'Mañana',
    })
    expect(claimsOf(token)).toEqual({
      aud: 'https://graph.microsoft.us',
      exp: Date.parse('2026-01-05T10:00:00Z') / 1_000,
      appid: 'a1',
      tid: 'Mañana',
      roles: ['Calls.Initiate.All'],
      ver: '1.0',
    })
    expect(token.endsWith('.')).toBe(true)
    expect(claimsOf(createToken({ scp: ['User.Read', 'Mail.Read'] })).scp).toBe('User.Read Mail.Read')
  })

  it('gives the same token for the same options, which does not expire by default', () => {
    expect(createToken({ roles: ['x'] })).toBe(createToken({ roles: ['x'] }))
    expect(claimsOf(createToken())).not.toHaveProperty('exp')
  })

  it.each([
    [{ role: ['x'] }, "'role'"],
    [{ roles: 'Calls.Initiate.All' }, "'roles'"],
    [{ scp: [7] }, "'scp[0]'"],
    [{ audience: '' }, "'audience'"],
    [{ expiresAt: 'soon' }, "createToken: 'expiresAt': 'soon' is not a point in time"],
  ])('rejects %j by name', (options, named) => {
    expect(() => createToken(options as TokenOptions)).toThrow(named)
  })
})
