import { type Duration, parseDuration } from '../../engine/time/duration.ts'
import type { CallContext } from '../context.ts'

/** The other side speaks: for so long, or until it falls silent. What no recording needs any more is forgotten. */
export function speak({ tx, now }: CallContext, callId: string, duration: Duration | undefined): void {
  const until = duration === undefined ? {} : { until: now + parseDuration(duration, 'for') }
  tx.update('calls', callId, (call) => {
    const running = call.operations.find(({ status, recording }) => status === 'running' && recording)
    const stillNeeded = running?.recording?.listeningFrom ?? now
    const needed = call.speech.filter((interval) => interval.until === undefined || interval.until >= stillNeeded)
    call.speech = [...needed, { from: now, ...until }]
  })
}

export function fallSilent({ tx, now }: CallContext, callId: string): void {
  tx.update('calls', callId, (call) => {
    call.speech = call.speech.map(({ from, until }) => ({
      from,
      until: until === undefined || until > now ? now : until,
    }))
  })
}
