import type { MetadataFacts } from '../facts.ts'

/** Media configurations, prompts and tones. @see https://learn.microsoft.com/graph/api/resources/mediaconfig */
export const callMedia: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    mediaDirection: 'inactive sendOnly receiveOnly sendReceive',
    routingMode: 'oneToOne multicast unknownFutureValue',
  },
  complexTypes: {
    mediaConfig: { abstract: true },
    appHostedMediaConfig: { base: 'mediaConfig', properties: { blob: 'String' } },
    serviceHostedMediaConfig: { base: 'mediaConfig', properties: { preFetchMedia: 'mediaInfo[]' } },
    mediaInfo: { properties: { resourceId: 'String', uri: 'String!' } },
    prompt: { abstract: true },
    mediaPrompt: { base: 'prompt', properties: { mediaInfo: 'mediaInfo!' } },
    mediaStream: {
      properties: {
        direction: 'mediaDirection!',
        label: 'String',
        mediaType: 'modality!',
        serverMuted: 'Boolean!',
        sourceId: 'String!',
      },
    },
  },
  entityTypes: {
    audioRoutingGroup: {
      base: 'entity',
      properties: { receivers: 'String[]', routingMode: 'routingMode!', sources: 'String[]' },
    },
  },
}
