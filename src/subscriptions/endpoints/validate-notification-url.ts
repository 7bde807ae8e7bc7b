import { RECEIVER_TIMEOUT_MS } from '../../engine/delivery/outbox.ts'
import type { OutboundRequests } from '../../graph/endpoint/endpoint.ts'
import { subscriptionErrors } from '../errors.ts'

/**
 * Asks an endpoint of the app's to repeat a text, decoded, before anything is sent there. Where nobody could repeat it
 * the trace says so, and that is all.
 * @throws GraphError for any other answer, and for none within ten seconds of the wall clock.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
export async function validateNotificationUrl(
  { token: newToken, sendRequest }: OutboundRequests,
  endpoint: string,
): Promise<void> {
  // Not safe in URLs, as Graph's own: who does not decode it is found out.
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${newToken()}`
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  const answer = await sendRequest(new Request(withToken(endpoint, token), { method: 'POST', headers }), 'validation')
  if (answer === 'noReceiver') return
  const { status, contentType, bytes } = answer
  if (status === 504) {
    const limit = `${RECEIVER_TIMEOUT_MS / 1_000} seconds`
    throw subscriptionErrors.subscriptionValidationTimedOut(`'${endpoint}' has to answer within ${limit}.`)
  }
  const refuse = (problem: string) => subscriptionErrors.subscriptionNotValidated(`'${endpoint}' answered ${problem}.`)
  if (status !== 200) throw refuse(String(status))
  if (!/^text\/plain\s*(;|$)/i.test(contentType ?? '')) {
    throw refuse(`with the Content-Type '${contentType ?? ''}', not text/plain`)
  }
  const text = new TextDecoder().decode(bytes)
  if (text !== token) throw refuse(`'${text.slice(0, SHOWN)}', not the decoded validationToken '${token}'`)
}

/** How much of a wrong answer is repeated in the refusal. */
const SHOWN = 120

/** The endpoint's own query stays as it is. */
function withToken(endpoint: string, token: string): URL {
  const url = new URL(endpoint)
  url.search += `${url.search === '' ? '?' : '&'}validationToken=${encodeURIComponent(token)}`
  return url
}
