/** How long an incoming call waits for the app's answer. @see https://learn.microsoft.com/graph/api/call-answer */
export const ANSWER_LIMIT_MS = 15_000

/** A call not kept alive for this long ends. @see https://learn.microsoft.com/graph/api/call-keepalive */
export const KEEP_ALIVE_LIMIT_MS = 45 * 60_000

// Graph does not document the following times: they are the emulator's choice.

/** How long an outgoing call rings before it ends unanswered. */
export const RING_LIMIT_MS = 60_000
/** From the app's answer until media flows. */
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
export const RECORDING_KEPT_MS = 60 * 60_000

/** The most characters of a `clientContext`. @see https://learn.microsoft.com/graph/api/call-record */
export const CLIENT_CONTEXT_LIMIT = 256
