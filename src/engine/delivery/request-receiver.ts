import { TimeoutError, withDeadline } from '../time/deadline.ts'
import type { DeliveryNotes } from './context.ts'
import type { DeliveryResponse, Message } from './notification.ts'
import type { NotificationReceiver } from './receivers.ts'

/**
 * How long a receiver may take by the wall clock: as long as Graph waits. Without a limit, a receiver that never responds
 * would stop the emulator's clock.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export const RECEIVER_TIMEOUT_MS = 10_000

export type DeliveryResult = Pick<DeliveryNotes['delivery'], 'outcome' | 'status' | 'why'>

export interface ReceiverResponse {
  readonly status: number
  readonly contentType: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Sends a request. @returns status 504 if the receiver does not respond in time, 502 if the request fails. */
export async function requestReceiver(
  receiver: NotificationReceiver,
  outbound: Request,
  aborted: AbortSignal,
): Promise<[DeliveryResult, ReceiverResponse]> {
  try {
    const response = await withDeadline(
      (signal) => readResponse(receiver, new Request(outbound, { signal })),
      RECEIVER_TIMEOUT_MS,
      aborted,
    )
    return [toResult(response), response]
  } catch (error) {
    const status = error instanceof TimeoutError ? 504 : 502
    return [
      { outcome: 'failed', why: String(error) },
      { status, contentType: null, bytes: new Uint8Array() },
    ]
  }
}

async function readResponse(receiver: NotificationReceiver, request: Request): Promise<ReceiverResponse> {
  const response = (await receiver(request)) ?? new Response(null, { status: 202 })
  const { status, headers } = response
  return { status, contentType: headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** POSTs a message. @returns no response if the request failed. */
export async function deliverMessage(
  receiver: NotificationReceiver,
  message: Message,
  aborted: AbortSignal,
): Promise<[DeliveryResult, DeliveryResponse?]> {
  try {
    const response = await withDeadline((signal) => post(receiver, message, signal), RECEIVER_TIMEOUT_MS, aborted)
    return [toResult(response), response]
  } catch (error) {
    return [{ outcome: 'failed', why: String(error) }]
  }
}

async function post(receiver: NotificationReceiver, message: Message, signal: AbortSignal): Promise<DeliveryResponse> {
  const response = await receiver(toRequest(message, signal))
  const body = message.expectsResponse && response && parseJson(await response.text())
  return { status: response?.status ?? 202, body }
}

function toRequest({ id, url, body, headers, idHeader }: Message, signal: AbortSignal): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...(idHeader !== undefined && { [idHeader]: id }) },
    body: JSON.stringify(body),
    signal,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toResult({ status }: { readonly status: number }): DeliveryResult {
  return { outcome: status >= 200 && status < 300 ? 'delivered' : 'refused', status }
}
