import type { ReceivedRequest } from '../request/received-request.ts'
import { toDateHeader } from './date-header.ts'

const DIAGNOSTIC =
  '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"graph-communications-emulator"}}'

/** The headers of every response, errors included. */
export function commonHeaders({ requestId, clientRequestId, now }: ReceivedRequest): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    Date: toDateHeader(now),
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'Strict-Transport-Security': 'max-age=31536000',
    'x-ms-ags-diagnostic': DIAGNOSTIC,
  }
}
