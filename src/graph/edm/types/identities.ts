import type { MetadataFacts } from '../facts.ts'

/** The identities of users, phones, apps and others. @see https://learn.microsoft.com/graph/api/resources/identityset */
export const identities: MetadataFacts = {
  namespace: 'microsoft.graph',
  complexTypes: {
    identity: { open: true, properties: { displayName: 'String', id: 'String' } },
    azureCommunicationServicesUserIdentity: {
      base: 'identity',
      open: true,
      properties: { azureCommunicationServicesResourceId: 'String' },
    },
    communicationsApplicationIdentity: {
      base: 'identity',
      open: true,
      properties: { applicationType: 'String', hidden: 'Boolean' },
    },
    communicationsApplicationInstanceIdentity: {
      base: 'identity',
      open: true,
      properties: { hidden: 'Boolean', tenantId: 'String' },
    },
    communicationsEncryptedIdentity: { base: 'identity', open: true },
    communicationsGuestIdentity: { base: 'identity', open: true, properties: { email: 'String' } },
    communicationsPhoneIdentity: { base: 'identity', open: true },
    communicationsUserIdentity: { base: 'identity', open: true, properties: { tenantId: 'String' } },
    userIdentity: { base: 'identity', open: true, properties: { ipAddress: 'String', userPrincipalName: 'String' } },
    identitySet: { open: true, properties: { application: 'identity', device: 'identity', user: 'identity' } },
    communicationsIdentitySet: {
      base: 'identitySet',
      open: true,
      properties: {
        applicationInstance: 'identity',
        assertedIdentity: 'identity',
        azureCommunicationServicesUser: 'identity',
        encrypted: 'identity',
        endpointType: 'endpointType',
        guest: 'identity',
        onPremises: 'identity',
        phone: 'identity',
      },
    },
  },
}
