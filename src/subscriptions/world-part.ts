import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
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
}
