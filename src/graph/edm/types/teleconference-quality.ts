import type { MetadataFacts } from '../facts.ts'

/** The quality reports of conference devices. @see https://learn.microsoft.com/graph/api/resources/teleconferencedevicequality */
export const teleconferenceQuality: MetadataFacts = {
  namespace: 'microsoft.graph',
  complexTypes: {
    teleconferenceDeviceMediaQuality: {
      abstract: true,
      open: true,
      properties: {
        averageInboundJitter: 'Duration',
        averageInboundPacketLossRateInPercentage: 'Double',
        averageInboundRoundTripDelay: 'Duration',
        averageOutboundJitter: 'Duration',
        averageOutboundPacketLossRateInPercentage: 'Double',
        averageOutboundRoundTripDelay: 'Duration',
        channelIndex: 'Int32!',
        inboundPackets: 'Int64',
        localIPAddress: 'String',
        localPort: 'Int32',
        maximumInboundJitter: 'Duration',
        maximumInboundPacketLossRateInPercentage: 'Double',
        maximumInboundRoundTripDelay: 'Duration',
        maximumOutboundJitter: 'Duration',
        maximumOutboundPacketLossRateInPercentage: 'Double',
        maximumOutboundRoundTripDelay: 'Duration',
        mediaDuration: 'Duration',
        networkLinkSpeedInBytes: 'Int64',
        outboundPackets: 'Int64',
        remoteIPAddress: 'String',
        remotePort: 'Int32',
      },
    },
    teleconferenceDeviceAudioQuality: { base: 'teleconferenceDeviceMediaQuality', open: true },
    teleconferenceDeviceVideoQuality: {
      base: 'teleconferenceDeviceMediaQuality',
      open: true,
      properties: {
        averageInboundBitRate: 'Double',
        averageInboundFrameRate: 'Double',
        averageOutboundBitRate: 'Double',
        averageOutboundFrameRate: 'Double',
      },
    },
    teleconferenceDeviceScreenSharingQuality: { base: 'teleconferenceDeviceVideoQuality', open: true },
    teleconferenceDeviceQuality: {
      open: true,
      properties: {
        callChainId: 'Guid!',
        cloudServiceDeploymentEnvironment: 'String',
        cloudServiceDeploymentId: 'String',
        cloudServiceInstanceName: 'String',
        cloudServiceName: 'String',
        deviceDescription: 'String!',
        deviceName: 'String!',
        mediaLegId: 'Guid!',
        mediaQualityList: 'teleconferenceDeviceMediaQuality[]!',
        participantId: 'Guid!',
      },
    },
  },
}
