import { describe, expect, it } from 'vitest'
import type { CallRecordContext } from '../../src/call-records/context.ts'
import type { CallContext } from '../../src/calls/context.ts'
import { createIds } from '../../src/engine/chance/ids.ts'
import { createRandom } from '../../src/engine/chance/random.ts'
import { createEngine } from '../../src/engine/engine.ts'
import type { Actions, Context, Listeners, Module } from '../../src/engine/module.ts'
import type { ModuleTypes, ScheduledEvent, Tagged, WorldOf } from '../../src/engine/module-types.ts'
import { Table } from '../../src/engine/store/collections/table.ts'
import { createWorldStore } from '../../src/engine/store/store.ts'
import type { SubscriptionContext } from '../../src/subscriptions/context.ts'

// Two modules that know nothing of Graph: orders, and invoices above them.

interface OrderTypes extends ModuleTypes {
  readonly tables: { readonly orders: { readonly id: string; readonly isShipped: boolean } }
  readonly derived: object
  readonly actions: { readonly ship: { readonly by: string } }
  readonly emits: { readonly shipped: { readonly orderId: string } }
  readonly notes: { readonly shipment: { readonly orderId: string; readonly by: string } }
  readonly services: { readonly carrier: string }
}

interface InvoiceTypes extends ModuleTypes {
  readonly tables: { readonly invoices: { readonly id: string; readonly at: number } }
  readonly derived: object
  readonly actions: object
  readonly emits: object
  readonly notes: object
  readonly services: object
}

type Types = OrderTypes & InvoiceTypes

function setup() {
  const log: string[] = []
  const orders = {
    actions: {
      ship(context, { entityId, action }) {
        context.tx.update('orders', entityId, (order) => {
          order.isShipped = true
        })
        context.emitLater('shipped', { orderId: entityId })
        log.push(`shipped by ${action.by} with ${context.services.carrier}`)
        context.note({ type: 'shipment', orderId: entityId, by: action.by })
      },
    },
    on: {},
    endDecision: () => void log.push('end'),
  } as const satisfies Module<OrderTypes, ModuleTypes>
  const invoices = {
    actions: {},
    on: {
      shipped(context, { orderId }) {
        log.push('invoiced')
        context.tx.insert('invoices', { id: orderId, at: context.now })
      },
    },
  } as const satisfies Module<InvoiceTypes, OrderTypes>

  const world: WorldOf<Types> = { sequence: 0, orders: Table.empty(), invoices: Table.empty(), pending: Table.empty() }
  const store = createWorldStore<Types>(world, {})
  const random = createRandom(7)
  const scheduled: ScheduledEvent<Tagged<Types['actions']>>[] = []
  const notes: unknown[] = []
  const actions: Actions<Types['actions'], Types> = { ...orders.actions, ...invoices.actions }
  const listeners: Listeners<Types> = { shipped: [invoices.on.shipped] }
  const engine = createEngine<Types>({
    store,
    now: () => 1_000,
    schedule: (event) => scheduled.push(event),
    ids: createIds(random),
    random,
    drawnFrom: [random],
    services: { carrier: 'a bike' },
    note: (at, note) => notes.push([at, note]),
    actions,
    listeners,
    endDecision: [orders.endDecision],
  })
  engine.decide(({ tx }) => tx.insert('orders', { id: 'one', isShipped: false }))
  log.length = 0
  return { engine, store, random, scheduled, notes, log }
}

describe('the engine', () => {
  it('dispatches a scheduled action by name and runs emitLater’s listeners before endDecision', () => {
    const { engine, store, scheduled, notes, log } = setup()
    engine.decide((context) => context.schedule({ after: 500, entityId: 'one', action: { type: 'ship', by: 'Adele' } }))
    expect(scheduled).toMatchObject([{ at: 1_500, entityId: 'one', background: false }])
    for (const event of scheduled) engine.run(event)
    expect(log).toEqual(['end', 'shipped by Adele with a bike', 'invoiced', 'end'])
    expect(store.world().orders.get('one')?.isShipped).toBe(true)
    expect(store.world().invoices.get('one')).toEqual({ id: 'one', at: 1_000 })
    expect(store.world().pending.size).toBe(0)
    expect(notes).toEqual([[1_000, { type: 'shipment', orderId: 'one', by: 'Adele' }]])
  })

  it('calls the listeners of emit immediately', () => {
    const { engine, log } = setup()
    engine.decide((context) => {
      context.emit('shipped', { orderId: 'one' })
      log.push('continued')
    })
    expect(log).toEqual(['invoiced', 'continued', 'end'])
  })

  it('undoes everything when a decision throws: rows, events, notes and random numbers', () => {
    const { engine, store, random, scheduled, notes } = setup()
    const [world, position] = [store.world(), random.position()]
    const fail = () =>
      engine.decide((context) => {
        context.random.int(0, 9)
        context.schedule({ after: 0, entityId: 'one', action: { type: 'ship', by: 'Adele' } })
        context.note({ type: 'shipment', orderId: 'one', by: 'Adele' })
        context.emit('shipped', { orderId: 'one' })
        throw new Error('no carrier')
      })
    expect(fail).toThrow('no carrier')
    expect(store.world()).toBe(world)
    expect([random.position(), scheduled, notes]).toEqual([position, [], []])
  })
})

describe('a scheduled action that throws', () => {
  it('is dropped: its changes are rolled back, and its event is no longer pending', () => {
    const { engine, store, notes } = setup()
    // The listener cannot insert an invoice twice.
    engine.decide(({ tx, schedule }) => {
      tx.insert('invoices', { id: 'one', at: 0 })
      schedule({ after: 0, entityId: 'one', action: { type: 'ship', by: 'Adele' } })
    })
    const [event] = store.world().pending
    expect(() => event && engine.run(event)).toThrow("'one'")
    expect(store.world().pending.size).toBe(0)
    expect(store.world().orders.get('one')?.isShipped).toBe(false)
    expect(notes).toEqual([])
  })
})

describe('the types of a module', () => {
  it('let a context see the tables, actions and events of its own module and of those below', () => {
    const use = (invoicing: Context<OrderTypes & InvoiceTypes>, ordering: Context<OrderTypes>) => {
      invoicing.tx.get('orders', 'one')
      // @ts-expect-error: orders do not know invoices
      ordering.tx.get('invoices', 'one')
      // @ts-expect-error: there is no such action
      ordering.schedule({ after: 0, entityId: 'one', action: { type: 'invoice' } })
      // @ts-expect-error: the data of the action is missing
      ordering.schedule({ after: 0, entityId: 'one', action: { type: 'ship' } })
      // @ts-expect-error: there is no such event
      ordering.emit('invoiced', { orderId: 'one' })
      // @ts-expect-error: the event has other data
      ordering.emit('shipped', { invoiceId: 'one' })
      // @ts-expect-error: there is no such note
      ordering.note({ type: 'payment' })
    }
    expect(use).toBeTypeOf('function')
  })

  it('accept a larger context where a smaller one is needed, and not the reverse', () => {
    const order = (_: Context<OrderTypes>) => {}
    const invoice = (_: Context<OrderTypes & InvoiceTypes>) => {}
    const use = (small: Context<OrderTypes>, large: Context<OrderTypes & InvoiceTypes>) => {
      order(large)
      // @ts-expect-error: the small context has no invoices
      invoice(small)
    }
    expect(use).toBeTypeOf('function')
  })

  it('reject a missing handler, a missing list of listeners and a listener to an unknown event', () => {
    // @ts-expect-error: `ship` has no handler
    const actions: Actions<OrderTypes['actions'], OrderTypes> = {}
    // @ts-expect-error: `shipped` has no list
    const listeners: Listeners<Types> = {}
    const invoices: Module<InvoiceTypes, OrderTypes> = {
      actions: {},
      // @ts-expect-error: orders emit no such event
      on: { paid: () => {} },
    }
    expect([actions, listeners, invoices.actions]).toEqual([{}, {}, {}])
  })

  it('keep calls from call records, and call records from subscriptions', () => {
    const use = (calls: CallContext, records: CallRecordContext, subscriptions: SubscriptionContext) => {
      subscriptions.tx.get('callRecords', 'one')
      records.tx.get('calls', 'one')
      // @ts-expect-error: calls do not know call records
      calls.tx.get('callRecords', 'one')
      // @ts-expect-error: call records do not know subscriptions
      records.tx.get('subscriptions', 'one')
      // @ts-expect-error: only call records emit this
      calls.emit('recordChanged', {})
    }
    expect(use).toBeTypeOf('function')
  })
})
