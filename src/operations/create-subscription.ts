import type { JsonObject } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import type { SubscriptionRow } from '../store/world.ts'
import { isCallableUrl } from './check-argument.ts'
import { defineOperation } from './define.ts'
import { CALL_RECORDS } from './permissions.ts'
import { readExpiration, SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'

interface SubscriptionRequest extends JsonObject {
  readonly resource: string
  readonly changeType: string
  readonly notificationUrl: string
  readonly expirationDateTime: string
  readonly clientState?: string | null
}

/** The most characters of a `clientState`. @see https://learn.microsoft.com/graph/api/resources/changenotification */
const CLIENT_STATE_LIMIT = 255
const CHANGE_TYPES = ['created', 'updated', 'deleted']

export const createSubscription = defineOperation<SubscriptionRequest>({
  method: 'POST',
  path: '/subscriptions',
  title: 'Subscribe to call records',
  doc: 'https://learn.microsoft.com/graph/api/subscription-post-subscriptions',
  // The workload is asked after the endpoint: that is when Graph refuses.
  permissions: { needs: () => CALL_RECORDS, refusal: 'subscriptionForbidden' },
  body: {
    entity: SUBSCRIPTION,
    mayLack: ['id', 'changeType', 'notificationUrl', 'resource', 'expirationDateTime'],
    invalid: 'invalidSubscription',
  },
  /** The endpoint has to repeat a token before anything is subscribed. */
  async prepare({ now, token: newToken, ask }, _, __, body) {
    checkSubscription(body, now)
    const token = newToken()
    const url = new URL(body.notificationUrl)
    url.searchParams.set('validationToken', token)
    const answer = await ask(
      new Request(url, { method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' } }),
      'validation',
    )
    // Nobody there who could repeat it: the trace says so.
    if (answer === 'nobody') return
    if (answer.status !== 200 || new TextDecoder().decode(answer.bytes) !== token) {
      throw new GraphError('subscriptionNotValidated', `'${body.notificationUrl}' answered ${answer.status}.`)
    }
  },
  run(moment, _, __, body) {
    const { ids, tx } = moment
    const row: SubscriptionRow = {
      id: ids.guid(),
      sequence: tx.nextSequence(),
      resource: body.resource,
      changeTypes: changeTypesOf(body.changeType),
      notificationUrl: body.notificationUrl,
      expiresAt: toInstant(body.expirationDateTime),
      clientState: body.clientState ?? null,
      body,
    }
    tx.insert('subscriptions', row)
    return subscriptionReply(moment, row, 201)
  },
})

function checkSubscription(
  { resource, changeType, notificationUrl, expirationDateTime, clientState }: SubscriptionRequest,
  now: number,
): void {
  for (const [name, value] of Object.entries({ resource, changeType, notificationUrl, expirationDateTime })) {
    if (!value)
      throw new GraphError('invalidSubscription', name, `${name} is a required property for subscription creation.`)
  }
  if (!/^\/?communications\/callRecords$/i.test(resource)) {
    throw new GraphError(
      'invalidSubscription',
      'resource',
      `'${resource}' cannot be subscribed to here. Use 'communications/callRecords'.`,
    )
  }
  const unknown = changeTypesOf(changeType).find((type) => !CHANGE_TYPES.includes(type))
  if (unknown !== undefined) {
    throw new GraphError('invalidSubscription', 'changeType', `'${unknown}' is not one of ${CHANGE_TYPES.join(', ')}.`)
  }
  if (!isCallableUrl(notificationUrl)) {
    throw new GraphError('invalidSubscription', 'notificationUrl', `'${notificationUrl}' is not an https URL.`)
  }
  if (clientState && clientState.length > CLIENT_STATE_LIMIT) {
    throw new GraphError(
      'invalidSubscription',
      'clientState',
      `${clientState.length} characters were given; at most ${CLIENT_STATE_LIMIT} are allowed.`,
    )
  }
  readExpiration(expirationDateTime, now)
}

function changeTypesOf(text: string): string[] {
  return text.split(',').map((type) => type.trim())
}
