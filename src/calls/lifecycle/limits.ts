import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../engine/time/units.ts'

/** How long an incoming call waits for the app to answer. @see https://learn.microsoft.com/graph/api/call-answer */
export const INCOMING_CALL_TIMEOUT_MS = 15_000

/** The same for policy-based recording. @see https://learn.microsoft.com/graph/api/call-answer */
export const POLICY_ANSWER_LIMIT_MS = 5_000

/** A call not kept alive for this long ends. @see https://learn.microsoft.com/graph/api/call-keepalive */
export const KEEP_ALIVE_LIMIT_MS = 45 * MINUTE_MS

/** The maximum number of callees of a group call. @see https://learn.microsoft.com/graph/api/application-post-calls */
export const GROUP_CALL_LIMIT = 5
/** The maximum number of people in one invitation. @see https://learn.microsoft.com/graph/api/participant-invite */
export const INVITATION_LIMIT = 5
/** The maximum number of targets of a redirection. @see https://learn.microsoft.com/graph/api/call-redirect */
export const REDIRECT_TARGET_LIMIT = 25
/** How long the targets of a redirected call ring, in seconds. @see https://learn.microsoft.com/graph/api/call-redirect */
export const REDIRECT_TIMEOUT = { min: 15, max: 90, ofOne: 55, ofSeveral: 60 } as const
/** The maximum ringingTimeoutInSeconds, which exists only on /beta. @see https://learn.microsoft.com/graph/api/resources/call?view=graph-rest-beta */
export const RINGING_TIMEOUT_LIMIT = 115
/** The maximum ramp of a mixer's ducking. @see https://learn.microsoft.com/graph/api/resources/audioduckingconfiguration?view=graph-rest-beta */
export const MIXER_RAMP_LIMIT_MS = 5_000

// Graph does not document the following times: the emulator chooses them.

/** How long an outgoing call rings before it ends unanswered. */
export const RING_LIMIT_MS = MINUTE_MS
/** How long a participant waits in the lobby before being denied. */
export const LOBBY_LIMIT_MS = 30 * MINUTE_MS
/** How long a transferred or redirected call goes on without the app, unless a step ends it. */
export const HANDED_OVER_CALL_LENGTH_MS = MINUTE_MS
/** How long the app stays alone in a group call or meeting that all others have left. The option `calls.aloneLimit` changes it. */
export const ALONE_LIMIT_MS = 5 * MINUTE_MS
/** How long an invited person, or the target of a transfer or redirect, takes to answer if no scenario decides. */
export const RESPONSE_DELAY_MS = 2_000
/** How long the service takes to set up a large gallery view, hold music or a mixer change. */
export const OPERATION_DELAY_MS = 500
/** The time from the app's answer, or its joining, until media flows. */
export const CONNECT_DELAY_MS = 300
/** The time from terminating to terminated. */
export const RELEASE_DELAY_MS = 100
/** The length of a prompt whose WAV is not available. */
export const PROMPT_LENGTH_MS = 2_000
/** The length of each DTMF tone that the app sends. */
export const TONE_LENGTH_MS = 100
/** The pause after each tone by default. */
export const TONE_DELAY_MS = 100
/** The length of the beep before a recording. */
export const BEEP_LENGTH_MS = 500
/** How long a recording can be downloaded after its call has ended. */
export const RECORDING_KEPT_MS = HOUR_MS
/** How long an ended call stays in the store. No request finds it any more. */
export const ENDED_CALL_RETENTION_MS = 30 * DAY_MS
/**
 * How many expired rows a new row removes at most, so that a decision after a long time stays fast. It is more than one, so
 * that the store shrinks to what has not expired.
 */
export const MAX_REMOVED_AT_ONCE = 100

/** The maximum length of a `clientContext`. @see https://learn.microsoft.com/graph/api/call-record */
export const CLIENT_CONTEXT_LIMIT = 256
