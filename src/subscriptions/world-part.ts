import * as v from 'valibot'
import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
import { SUBSCRIPTION_ROW } from './row-schemas.ts'
import type { SubscriptionRow } from './rows.ts'

interface Subscriptions {
  readonly subscriptions: Table<SubscriptionRow>
}

interface PlainSubscriptions {
  readonly subscriptions: readonly SubscriptionRow[]
}

export const subscriptionsPart: WorldPart<Subscriptions, PlainSubscriptions> = {
  empty: () => ({ subscriptions: Table.empty() }),
  toPlain: ({ subscriptions }) => ({ subscriptions: inOrder(subscriptions) }),
  fromPlain: ({ subscriptions }) => ({ subscriptions: toTable(subscriptions) }),
  schema: { subscriptions: v.array(SUBSCRIPTION_ROW) },
  *problems({ subscriptions }, { hasEvent }) {
    for (const [index, { id, pending }] of subscriptions.entries()) {
      for (const event of pending) {
        if (hasEvent(event, id)) continue
        yield `'subscriptions[${index}].pending': ${event} is not the number of an event of this subscription`
      }
    }
  },
}
