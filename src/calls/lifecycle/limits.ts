import { HOUR_MS, MINUTE_MS } from '../../engine/time/units.ts'

/** How long an incoming call waits for the app's answer. @see https://learn.microsoft.com/graph/api/call-answer */
export const INCOMING_CALL_TIMEOUT_MS = 15_000

/** The same for policy-based recording. @see https://learn.microsoft.com/graph/api/call-answer */
export const POLICY_ANSWER_LIMIT_MS = 5_000

/** A call not kept alive for this long ends. @see https://learn.microsoft.com/graph/api/call-keepalive */
export const KEEP_ALIVE_LIMIT_MS = 45 * MINUTE_MS

/** The most people an ad-hoc group call can be made to. @see https://learn.microsoft.com/graph/api/application-post-calls */
export const GROUP_CALL_LIMIT = 5
/** The most people one invitation can name. @see https://learn.microsoft.com/graph/api/participant-invite */
export const INVITATION_LIMIT = 5
/** The most targets that a call can be redirected to. @see https://learn.microsoft.com/graph/api/call-redirect */
export const REDIRECT_TARGET_LIMIT = 25
/** How long the targets of a redirected call may be rung, in seconds. @see https://learn.microsoft.com/graph/api/call-redirect */
export const REDIRECT_TIMEOUT = { min: 15, max: 90, ofOne: 55, ofSeveral: 60 } as const
/** The longest ringing that a client can ask for on /beta, in seconds. @see https://learn.microsoft.com/graph/api/resources/call?view=graph-rest-beta */
export const RINGING_TIMEOUT_LIMIT = 115
/** The longest ramp of a mixer's ducking. @see https://learn.microsoft.com/graph/api/resources/audioduckingconfiguration?view=graph-rest-beta */
export const MIXER_RAMP_LIMIT_MS = 5_000

// Graph does not document the following times: they are the emulator's choice.

/** How long an outgoing call rings before it ends unanswered. */
export const RING_LIMIT_MS = MINUTE_MS
/** How long somebody waits in a lobby before being turned away. */
export const LOBBY_LIMIT_MS = 30 * MINUTE_MS
/** When whoever is invited, or is to take over a call, answers if the scenario does not say. */
export const REACTION_DELAY_MS = 2_000
/** How long it takes the service to set up a large gallery view, hold music, or a change to the mixer. */
export const OPERATION_DELAY_MS = 500
/** From the app's answer, or its joining, until media flows. */
export const CONNECT_DELAY_MS = 300
/** From terminating to terminated. */
export const RELEASE_DELAY_MS = 100
/** How long a prompt plays when its own length is not known. */
export const PROMPT_LENGTH_MS = 2_000
/** How long each DTMF tone is that the app sends. */
export const TONE_LENGTH_MS = 100
/** The pause after each of them, unless the app names one. */
export const TONE_DELAY_MS = 100
/** How long the beep before a recording is. */
export const BEEP_LENGTH_MS = 500
/** How long a recording can be fetched after its call has ended. */
export const RECORDING_KEPT_MS = HOUR_MS

/** The most characters of a `clientContext`. @see https://learn.microsoft.com/graph/api/call-record */
export const CLIENT_CONTEXT_LIMIT = 256
