import { GraphError } from '../graph/errors/graph-error.ts'

/** The errors of the calling service. Numeric codes are the calling service's subcodes, as text. */
export const callErrors = {
  // Permissions
  callForbidden: (reason: string) =>
    new GraphError({
      status: 403,
      code: '7504',
      message: `Insufficient enterprise tenant permissions, cannot access this API: ${reason}.`,
    }),
  tenantMismatch: (reason: string) =>
    new GraphError({ status: 403, code: '7505', message: `Request authorization tenant mismatch: ${reason}.` }),
  sourceNotInstance: () =>
    new GraphError({
      status: 403,
      code: '7507',
      message:
        "Call source identity invalid. Only an application instance with a phone number can call phones: name it in 'source.identity.applicationInstance'.",
    }),
  recordingTokenInvalid: () =>
    new GraphError({
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'To download a recording, send the recordingAccessToken of its recordOperation as the bearer token.',
    }),

  // Not found
  callNotFound: (id: string) =>
    new GraphError({ status: 404, code: '8522', message: `Call not found. No live call has the id '${id}'.` }),
  callResourceNotFound: (resource: string, id: string) =>
    new GraphError({
      status: 404,
      code: '8522',
      message: `Not found. The call has no ${resource} with the id '${id}'.`,
    }),

  // Arguments
  invalidArgument: (parameter: string, reason: string) =>
    new GraphError({ status: 400, code: '8523', message: `Invalid argument. '${parameter}': ${reason}` }),
  meetingNotJoined: (reason: string) =>
    new GraphError({ status: 400, code: '8561', message: `The meeting could not be joined: ${reason}` }),
  invalidMeetingToken: () =>
    new GraphError({
      status: 400,
      code: '8526',
      message: "Invalid meeting token. 'meetingInfo.token' is empty.",
    }),

  // The state and kind of the call
  callNotEstablished: (state: string) =>
    new GraphError({ status: 400, code: '8501', message: `The call is not established. Its state is '${state}'.` }),
  callNotGroup: () =>
    new GraphError({
      status: 400,
      code: '8548',
      message: 'The call is not a group call. This action is for group calls and meetings.',
    }),
  notRecordedByPolicy: () =>
    new GraphError({
      status: 400,
      code: '8506',
      message:
        'API call not allowed for non-Compliance Recording call. A call with policy-based recording is needed: start one with emulator.incomingCall({ policyRecording: true }).',
    }),
  notSupported: (reason: string) =>
    new GraphError({ status: 405, code: '8520', message: `Functionality not supported: ${reason}` }),
  audioInactive: () =>
    new GraphError({
      status: 400,
      code: '8503',
      message:
        "The call's audio is inactive while the other side has the call on hold. Wait until mediaState.audio is active.",
    }),
  invalidMediaMode: (needed: string) =>
    new GraphError({
      status: 400,
      code: '8500',
      message: `Invalid media mode. This action needs a call created or answered with ${needed}.`,
    }),
  callConflict: (action: string, state: string, needed: string) =>
    new GraphError({
      status: 409,
      code: '8519',
      message: `Conflict. '${action}' is not possible while the call is '${state}'; it must be '${needed}'.`,
    }),
  callResourceConflict: (resource: string, id: string) =>
    new GraphError({ status: 409, code: '8519', message: `Conflict. The call already has the ${resource} '${id}'.` }),
  participantConflict: (reason: string) =>
    new GraphError({ status: 409, code: '8519', message: `Conflict. ${reason}` }),
}
