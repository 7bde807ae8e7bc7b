import { describe, expect, it } from 'vitest'
import { identityName, phoneNumber, soleIdentity, toIdentitySet } from '../../src/directory/identity-set.ts'

const ADELE = { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8', displayName: 'Adele Vance' }

describe('the identity in an identitySet', () => {
  it('is the first filled member, without its @odata.type', () => {
    const user = { '@odata.type': '#microsoft.graph.identity', ...ADELE }
    expect(soleIdentity({ device: {}, application: null, user })).toEqual({ kind: 'user', id: ADELE.id, value: ADELE })
  })

  it('does not exist in an empty set', () => {
    expect(soleIdentity({ '@odata.type': '#microsoft.graph.identitySet', user: null })).toBeUndefined()
  })

  it('has a phone number only if it is a phone', () => {
    expect(phoneNumber({ phone: { id: '+12065550100' } })).toBe('+12065550100')
    expect(phoneNumber({ user: ADELE })).toBeUndefined()
  })

  it.each([
    ['the display name of a user', { user: ADELE }, 'Adele Vance'],
    ['the id of a user without a display name', { user: { id: ADELE.id, displayName: null } }, ADELE.id],
    ['the number of a phone', { user: null, phone: { id: '+12065550100' } }, '+12065550100'],
    ['undefined for an empty set', {}, undefined],
  ])('has a name: %s', (_, identitySet, name) => {
    expect(identityName(identitySet)).toBe(name)
  })
})

describe('the filled members of an identitySet', () => {
  it('leave out null members and @odata.type annotations', () => {
    const typed = {
      '@odata.type': '#microsoft.graph.identitySet',
      phone: null,
      user: { '@odata.type': '#x', ...ADELE },
    }
    expect(toIdentitySet(typed)).toEqual({ user: ADELE })
  })
})
