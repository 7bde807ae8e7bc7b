import type { ResultInfo } from '../result-info.ts'

// Sources:
// Graph  https://learn.microsoft.com/graph/api/call-delete#call-end-reason-codes
// ACS    https://learn.microsoft.com/azure/communication-services/resources/troubleshooting/voice-video-calling/troubleshooting-codes
//        (Azure Communication Services run on the same platform; their codes are used where Graph has none)
// The numbers are Microsoft's; most messages are the emulator's own, since Graph does not document them.

/** The results with which calls end, by name, for steps and scenarios. */
export const results = {
  /** The callee is in another call. ACS. */
  busy: { code: 486, subcode: 8539, message: 'The callee is busy.' },
  /** The called phone is busy. ACS. */
  busyPstn: { code: 486, subcode: 560486, message: 'The phone that was called is busy.' },
  /** The callee declined. ACS. */
  declined: { code: 603, subcode: 0, message: 'The callee declined the call.' },
  /** The callee blocks the caller. In neither list: SIP's code for it, https://www.rfc-editor.org/rfc/rfc3261#section-21.4.4 */
  forbidden: { code: 403, subcode: 0, message: 'The callee does not accept calls from the caller.' },
  /** Every endpoint of the callee declined. ACS. */
  declinedEverywhere: { code: 487, subcode: 10024, message: 'All endpoints of the callee declined the call.' },
  /** The callee did not answer in time. ACS. */
  noAnswer: { code: 487, subcode: 10004, message: 'The callee did not answer in time.' },
  /** Another endpoint of the callee answered. ACS. */
  answeredElsewhere: { code: 487, subcode: 10003, message: 'The call was answered on another endpoint.' },
  /** The callee has no endpoints, because the callee is not signed in. Graph. */
  unreachable: { code: 480, subcode: 10037, message: 'No callee endpoints were found.' },
  /** None of the callee's endpoints could be reached. Graph. */
  notReachable: { code: 480, subcode: 10076, message: 'The callee could not be reached.' },
  /** No endpoint of the callee is registered. ACS. */
  notRegistered: { code: 480, subcode: 10077, message: 'The callee is not registered.' },
  /** The callee is not online. ACS. */
  notOnline: { code: 480, subcode: 10078, message: 'The callee is not online.' },
  /** There is no route to the callee. Graph. */
  cannotRoute: { code: 480, subcode: 10134, message: 'The call could not be routed.' },
  /** Private calling is disabled for the callee. Graph. */
  privateCallingDisabled: { code: 480, subcode: 10199, message: 'Private calling is disabled for the user.' },
  /** The callee's endpoints sent no signaling. Graph. */
  noSignaling: { code: 408, subcode: 10057, message: 'No signaling was received from the callee endpoints in time.' },
  /** The call timed out in the network. ACS. */
  timedOut: { code: 408, subcode: 4506, message: 'The call timed out.' },
  /** The caller hung up before the answer. ACS. */
  cancelled: { code: 487, subcode: 0, message: 'The call was cancelled by the caller.' },
  /** The caller of a phone hung up before the answer. ACS. */
  cancelledPstn: { code: 487, subcode: 540487, message: 'The call to the phone was cancelled by the caller.' },
  /** The app did not answer an incoming call in time. ACS. */
  notAnsweredByApp: { code: 408, subcode: 8587, message: 'The call was not answered by the app in time.' },
  /** The app did not acknowledge an incoming call. ACS. */
  notAcknowledgedByApp: { code: 408, subcode: 8586, message: 'The call was not acknowledged by the app.' },
  /** The acceptance of a call was not acknowledged in time. Graph. */
  acceptanceNotAcknowledged: { code: 408, subcode: 1106, message: 'The call acceptance was not acknowledged in time.' },
  /** The access token was not accepted. ACS. */
  badToken: { code: 401, subcode: 10009, message: 'The access token was not accepted.' },

  /** The other side of a peer-to-peer call ended it. Graph. */
  endedByOtherSide: { code: 200, subcode: 4521, message: 'The call was ended by the other participant.' },
  /** The other participant ended the call. Graph. */
  endedByParticipant: { code: 200, subcode: 4097, message: 'The call was ended by another participant.' },
  /** The other side of a peer-to-peer call left. Graph. */
  otherSideLeft: { code: 200, subcode: 18503, message: 'The other participant left the call.' },
  /** The app ended the call. Graph. */
  endedByBot: { code: 200, subcode: 7000, message: 'The conversation was ended by the bot.' },
  /** The app ended the call; Graph lists this code as well as 7000. */
  stoppedByBot: { code: 200, subcode: 10550, message: 'The conversation was ended by the bot.' },
  /** The phone's user hung up. Graph. */
  pstnUserEnded: { code: 200, subcode: 540000, message: 'The call was ended by the PSTN user.' },
  /** The phone's user hung up, reported by the phone network. Graph. */
  pstnNetworkEnded: { code: 200, subcode: 560000, message: 'The call was ended by the PSTN user.' },
  /** A client hung up. ACS. */
  hungUp: { code: 0, subcode: 0, message: 'The call was ended.' },

  /** The conversation has ended. Graph; the message is from its example. */
  conversationEnded: { code: 200, subcode: 5001, message: 'The conversation has ended.' },
  /** The conversation has ended; Graph lists this code as well as 5001. */
  conversationClosed: { code: 200, subcode: 5003, message: 'The conversation has ended.' },
  /** Another participant removed this one. Graph. */
  removed: { code: 200, subcode: 5300, message: 'The participant was removed by another participant.' },
  /** Another participant removed this one; Graph lists this code as well as 5300. */
  removedFromConversation: { code: 200, subcode: 5000, message: 'The participant was removed from the conversation.' },
  /** All other participants have left. Graph. */
  everybodyLeft: { code: 200, subcode: 5002, message: 'The conversation has ended: all others have left.' },
  /** The initiator of the group call has left. Graph. */
  initiatorLeft: { code: 200, subcode: 5007, message: 'The conversation has ended: its initiator has left.' },
  /** Only one participant remained. Graph. */
  oneRemained: { code: 200, subcode: 5010, message: 'The conversation has ended: one participant remained.' },
  /** The incoming roster is empty. Graph. */
  rosterEmpty: { code: 200, subcode: 5012, message: 'The conversation has ended: the incoming roster is empty.' },
  /** No other participant joined the group call. Graph. */
  nobodyJoined: { code: 200, subcode: 5013, message: 'The conversation has ended: no other participant joined.' },
  /** No host could be determined for the group call. Graph. */
  noHost: { code: 200, subcode: 5014, message: 'The conversation has ended: no host could be determined.' },
  /** Only hidden participants are left. Graph. */
  onlyHiddenRemained: { code: 200, subcode: 5020, message: 'The conversation has ended: only hidden ones remained.' },
  /** The time of the breakout room is over. Graph. */
  breakoutRoomEnded: { code: 200, subcode: 5030, message: 'The conversation has ended: the breakout time is over.' },
  /** The participant was not admitted from the lobby in time. Graph. */
  lobbyTimeout: { code: 200, subcode: 5855, message: 'The participant waited in the lobby for too long.' },

  /** A transfer completed. Graph (the list of call end reason codes). */
  transferred: { code: 200, subcode: 7015, message: 'The call ended: the transfer is complete.' },
  /** A transfer completed, as the notification reports it. https://learn.microsoft.com/graph/api/call-transfer */
  transferCompleted: { code: 0, subcode: 7015, message: 'GracefulTransferCompleted' },
  /** A blind transfer failed; the call continues. https://learn.microsoft.com/graph/api/call-transfer */
  transferFailed: { code: 500, subcode: 7000, message: 'The transfer failed.' },
  /** A consultative transfer failed; the call continues. https://learn.microsoft.com/graph/api/call-transfer */
  consultativeTransferFailed: { code: 500, subcode: 7700, message: 'The consultative transfer failed.' },

  /** The app did not keep the call alive. Graph. */
  keepAliveExpired: { code: 408, subcode: 8537, message: 'Keep alive timeout: the inactive call was cleaned up.' },
  /** Media was lost during the call. Graph. */
  mediaLost: { code: 410, subcode: 301005, message: 'Media connectivity failure.' },
  /** Media was never connected. ACS. */
  mediaNotConnected: { code: 410, subcode: 301004, message: 'Media could not be connected.' },
  /** The service cannot reach the app's media. Graph. */
  botMediaUnreachable: { code: 500, subcode: 1005, message: "The server could not reach the bot's media." },
  /** The service failed. In neither list: as seen in production. */
  serverError: { code: 500, subcode: 7106, message: 'Server Internal Error. DiagCode: 3003#7106.@' },
} as const satisfies Record<string, ResultInfo>

/**
 * The results of media operations, by name. Without a link, the code is from ACS and the message is the emulator's own.
 */
export const operationResults = {
  /** https://learn.microsoft.com/graph/api/call-playprompt */
  completed: { code: 200, subcode: 0, message: 'Action completed successfully.' },
  /** https://learn.microsoft.com/graph/api/call-record */
  maxRecordDurationReached: { code: 200, subcode: 8515, message: 'Action completed, max record duration reached.' },
  stopToneDetected: { code: 200, subcode: 8514, message: 'Action completed, stop tone detected.' },
  maxSilenceTimeout: { code: 200, subcode: 8509, message: 'Action completed, max silence timeout reached.' },
  initialSilenceTimeout: { code: 400, subcode: 8510, message: 'Action failed, initial silence timeout reached.' },
  /** https://learn.microsoft.com/graph/api/call-cancelmediaprocessing */
  cancelled: { code: 400, subcode: 8508, message: 'Action failed, the operation was cancelled.' },
  promptFailed: { code: 400, subcode: 8511, message: 'Action failed, the prompt could not be played.' },
  beepFailed: { code: 400, subcode: 8512, message: 'Action failed, the beep could not be played.' },
  mediaReceiveTimeout: { code: 500, subcode: 8513, message: 'Action failed, no media was received in time.' },
  badPromptFormat: { code: 400, subcode: 8535, message: 'Action failed, the prompt file has an unsupported format.' },
  promptNotDownloaded: { code: 400, subcode: 8536, message: 'Action failed, the prompt file could not be downloaded.' },
} as const satisfies Record<string, ResultInfo>
