import { isLive } from '../calls/transitions.ts'
import { GraphError } from '../odata/errors.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRow } from '../store/call-row.ts'

/** @throws GraphError when there is no such call any more. GUIDs are compared without case. */
export function requireCall({ tx }: Moment, { callId = '' }: Readonly<Record<string, string>>): CallRow {
  const call = tx.get('calls', callId.toLowerCase())
  if (!call || !isLive(call)) throw new GraphError('callNotFound', callId)
  return call
}

/** Media actions need a call that is up. Under a lenient base segment they wait until it is. */
export function requireUp(call: CallRow, strict: boolean): void {
  if (strict && call.state !== 'established' && call.state !== 'hold')
    throw new GraphError('callNotEstablished', call.state)
}

/** What the service plays or records needs a call that is up, and whose media the service has. */
export function requireMedia(call: CallRow, strict: boolean): void {
  requireUp(call, strict)
  if (call.mediaConfig?.['@odata.type'] === '#microsoft.graph.appHostedMediaConfig') {
    throw new GraphError('invalidMediaMode', 'serviceHostedMediaConfig')
  }
}
