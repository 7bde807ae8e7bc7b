import { type Duration, parseDuration } from '../../engine/time/duration.ts'
import type { CallContext } from '../context.ts'

/** The other side speaks for a duration, or until `endSpeech`. Drops the earlier speech that no recording needs any more. */
export function startSpeech({ tx, now }: CallContext, callId: string, duration: Duration | undefined): void {
  const until = duration === undefined ? {} : { until: now + parseDuration(duration, 'for') }
  tx.update('calls', callId, (call) => {
    const running = call.operations.find(({ status, recording }) => status === 'running' && recording)
    const neededFrom = running?.recording?.listeningFrom ?? now
    const needed = call.speech.filter((interval) => interval.until === undefined || interval.until >= neededFrom)
    call.speech = [...needed, { from: now, ...until }]
  })
}

/** The other side stops speaking now; speech planned for later is cancelled. */
export function endSpeech({ tx, now }: CallContext, callId: string): void {
  tx.update('calls', callId, (call) => {
    call.speech = call.speech.map(({ from, until }) => ({
      from,
      until: until === undefined || until > now ? now : until,
    }))
  })
}
