import type { MetadataFacts } from '../facts.ts'

/** Presence. @see https://learn.microsoft.com/graph/api/resources/presence */
export const presence: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    bodyType: 'text html',
    workLocationSource: 'none manual scheduled automatic unknownFutureValue',
    workLocationType: 'unspecified office remote timeOff unknownFutureValue',
  },
  complexTypes: {
    dateTimeTimeZone: { properties: { dateTime: 'String!', timeZone: 'String' } },
    itemBody: { properties: { content: 'String', contentType: 'bodyType' } },
    outOfOfficeSettings: { properties: { isOutOfOffice: 'Boolean', message: 'String' } },
    presenceStatusMessage: {
      properties: { expiryDateTime: 'dateTimeTimeZone', message: 'itemBody', publishedDateTime: 'DateTimeOffset' },
    },
    userWorkLocation: {
      properties: { placeId: 'String', source: 'workLocationSource!', workLocationType: 'workLocationType!' },
    },
  },
  entityTypes: {
    presence: {
      base: 'entity',
      properties: {
        activity: 'String',
        availability: 'String',
        outOfOfficeSettings: 'outOfOfficeSettings',
        sequenceNumber: 'String',
        statusMessage: 'presenceStatusMessage',
        workLocation: 'userWorkLocation',
      },
    },
  },
  actions: {
    presence: {
      clearAutomaticLocation: {},
      clearLocation: {},
      clearPresence: { parameters: { sessionId: 'String' } },
      clearUserPreferredPresence: {},
      setAutomaticLocation: { parameters: { workLocationType: 'workLocationType!', placeId: 'String' } },
      setManualLocation: { parameters: { workLocationType: 'workLocationType!', placeId: 'String' } },
      setPresence: {
        parameters: {
          sessionId: 'String',
          availability: 'String!',
          activity: 'String!',
          expirationDuration: 'Duration',
        },
      },
      setStatusMessage: { parameters: { statusMessage: 'presenceStatusMessage' } },
      setUserPreferredPresence: {
        parameters: { availability: 'String!', activity: 'String!', expirationDuration: 'Duration' },
      },
    },
  },
}
