import type { MetadataFacts } from '../facts.ts'

/** The operations that actions on a call start. @see https://learn.microsoft.com/graph/api/resources/commsoperation */
export const commsOperations: MetadataFacts = {
  namespace: 'microsoft.graph',
  enums: {
    operationStatus: 'NotStarted Running Completed Failed',
    sendDtmfCompletionReason: 'unknown completedSuccessfully mediaOperationCanceled unknownFutureValue',
  },
  entityTypes: {
    commsOperation: {
      base: 'entity',
      open: true,
      properties: { clientContext: 'String', resultInfo: 'resultInfo', status: 'operationStatus!' },
    },
    addLargeGalleryViewOperation: { base: 'commsOperation', open: true },
    cancelMediaProcessingOperation: { base: 'commsOperation', open: true },
    inviteParticipantsOperation: {
      base: 'commsOperation',
      open: true,
      properties: { participants: 'invitationParticipantInfo[]!' },
    },
    muteParticipantOperation: { base: 'commsOperation', open: true },
    playPromptOperation: { base: 'commsOperation', open: true },
    recordOperation: {
      base: 'commsOperation',
      open: true,
      properties: { recordingAccessToken: 'String', recordingLocation: 'String' },
    },
    sendDtmfTonesOperation: {
      base: 'commsOperation',
      open: true,
      properties: { completionReason: 'sendDtmfCompletionReason' },
    },
    startHoldMusicOperation: { base: 'commsOperation', open: true },
    stopHoldMusicOperation: { base: 'commsOperation', open: true },
    subscribeToToneOperation: { base: 'commsOperation', open: true },
    unmuteParticipantOperation: { base: 'commsOperation', open: true },
    updateRecordingStatusOperation: { base: 'commsOperation', open: true },
  },
}
