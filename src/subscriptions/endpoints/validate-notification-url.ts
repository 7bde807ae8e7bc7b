import { RECEIVER_TIMEOUT_MS } from '../../engine/delivery/request-receiver.ts'
import type { OutboundRequests } from '../../graph/endpoint/endpoint.ts'
import { subscriptionErrors } from '../errors.ts'

/**
 * Asks the app to repeat a token, decoded, before notifications are sent to a URL. A URL without a receiver is accepted: the
 * trace shows that the request was not delivered.
 * @throws GraphError for any other response, and for none within ten seconds of the wall clock.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
export async function validateNotificationUrl(
  { token: newToken, sendRequest }: OutboundRequests,
  notificationUrl: string,
): Promise<void> {
  // It has characters that are escaped in URLs, as Graph's own has, so that an app that does not decode it fails.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${newToken()}`
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  const response = await sendRequest(
    new Request(withToken(notificationUrl, token), { method: 'POST', headers }),
    'validation',
  )
  if (response === 'noReceiver') return
  const { status, contentType, bytes } = response
  if (status === 504) {
    const limit = `${RECEIVER_TIMEOUT_MS / 1_000} seconds`
    throw subscriptionErrors.subscriptionValidationTimedOut(`'${notificationUrl}' must respond within ${limit}.`)
  }
  const refuse = (problem: string) =>
    subscriptionErrors.subscriptionNotValidated(`'${notificationUrl}' responded ${problem}.`)
  if (status !== 200) throw refuse(String(status))
  if (!/^text\/plain\s*(;|$)/i.test(contentType ?? '')) {
    throw refuse(`with the Content-Type '${contentType ?? ''}', not text/plain`)
  }
  const text = new TextDecoder().decode(bytes)
  if (text !== token) throw refuse(`'${text.slice(0, MAX_SHOWN)}', not the decoded validationToken '${token}'`)
}

/** The number of characters of a wrong response that the error shows. */
const MAX_SHOWN = 120

/** Adds the token to the URL's own query. */
function withToken(notificationUrl: string, token: string): URL {
  const url = new URL(notificationUrl)
  url.search += `${url.search === '' ? '?' : '&'}validationToken=${encodeURIComponent(token)}`
  return url
}
