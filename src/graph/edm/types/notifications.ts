import type { MetadataFacts } from '../facts.ts'

/** Notifications and subscriptions. @see https://learn.microsoft.com/graph/api/resources/subscription */
export const notifications: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    changeType: 'created updated deleted',
    lifecycleEventType: 'missed subscriptionRemoved reauthorizationRequired',
  },
  complexTypes: {
    changeNotification: {
      properties: {
        changeType: 'changeType!',
        clientState: 'String',
        encryptedContent: 'changeNotificationEncryptedContent',
        id: 'String',
        lifecycleEvent: 'lifecycleEventType',
        resource: 'String!',
        resourceData: 'resourceData',
        subscriptionExpirationDateTime: 'DateTimeOffset!',
        subscriptionId: 'Guid!',
        tenantId: 'Guid!',
      },
    },
    changeNotificationCollection: { properties: { validationTokens: 'String[]', value: 'changeNotification[]!' } },
    changeNotificationEncryptedContent: {
      properties: {
        data: 'String!',
        dataKey: 'String!',
        dataSignature: 'String!',
        encryptionCertificateId: 'String!',
        encryptionCertificateThumbprint: 'String!',
      },
    },
    commsNotification: { open: true, properties: { changeType: 'changeType!', resourceUrl: 'String!' } },
    commsNotifications: { properties: { value: 'commsNotification[]' } },
    resourceData: { open: true },
  },
  entityTypes: {
    subscription: {
      base: 'entity',
      properties: {
        applicationId: 'String',
        changeType: 'String!',
        clientState: 'String',
        creatorId: 'String',
        encryptionCertificate: 'String',
        encryptionCertificateId: 'String',
        expirationDateTime: 'DateTimeOffset!',
        includeResourceData: 'Boolean',
        latestSupportedTlsVersion: 'String',
        lifecycleNotificationUrl: 'String',
        notificationQueryOptions: 'String',
        notificationUrl: 'String!',
        notificationUrlAppId: 'String',
        resource: 'String!',
      },
    },
  },
  actions: {
    subscription: {
      reauthorize: {},
    },
  },
}
