import { describe, expect, it } from 'vitest'
import type { CallRecordTypes } from '../../src/call-records/context.ts'
import type { CallContext, CallTypes } from '../../src/calls/context.ts'
import { createIds } from '../../src/engine/chance/ids.ts'
import { createRandom } from '../../src/engine/chance/random.ts'
import type { DeliveryTypes } from '../../src/engine/delivery/context.ts'
import { createEngine } from '../../src/engine/engine.ts'
import type { Actions, Context, Listeners, Module } from '../../src/engine/module.ts'
import type { ModuleTypes } from '../../src/engine/module-types.ts'
import { Table } from '../../src/engine/store/collections/table.ts'
import { createWorldStore } from '../../src/engine/store/store.ts'

interface DoorTypes extends ModuleTypes {
  readonly tables: { readonly doors: { readonly id: string; readonly isOpen: boolean } }
  readonly derived: object
  readonly actions: { readonly close: object; readonly ring: { readonly times: number } }
  readonly emits: { readonly closed: { readonly doorId: string } }
  readonly notes: { readonly door: { readonly text: string } }
  readonly services: object
}

const actions: Actions<DoorTypes['actions'], DoorTypes> = {
  close(context, { entityId }) {
    context.tx.update('doors', entityId, (door) => {
      door.isOpen = false
    })
    context.emitLater('closed', { doorId: entityId })
    context.note({ type: 'door', text: 'closing' })
  },
  ring: (context, { action }) => context.note({ type: 'door', text: `ring × ${action.times}` }),
}

function setup(listeners: Listeners<DoorTypes>) {
  const notes: string[] = []
  const doors = Table.empty<DoorTypes['tables']['doors']>().set('front', { id: 'front', isOpen: true })
  const store = createWorldStore<DoorTypes>({ doors, sequence: 0, pending: Table.empty() }, {})
  const random = createRandom(1)
  const scheduled: number[] = []
  const engine = createEngine<DoorTypes>({
    store,
    now: () => 1_000,
    schedule: ({ at }) => scheduled.push(at),
    ids: createIds(random),
    random,
    drawnFrom: [random],
    services: {},
    note: (_, note) => notes.push(note.text),
    actions,
    listeners,
    endDecision: [(context) => context.note({ type: 'door', text: 'end' })],
  })
  return { engine, store, notes, random, scheduled }
}

describe('an engine', () => {
  it('dispatches a scheduled action by name, and removes its event', () => {
    const { engine, store, notes, scheduled } = setup({ closed: [] })
    engine.decide((context) => context.schedule({ after: 500, entityId: 'front', action: { type: 'ring', times: 2 } }))
    expect(scheduled).toEqual([1_500])
    for (const event of store.world().pending) engine.run(event)
    expect(notes).toEqual(['end', 'ring × 2', 'end'])
    expect(store.world().pending.size).toBe(0)
  })

  it('calls the listeners of a later event in order, before the decision ends', () => {
    const { engine, store, notes } = setup({
      closed: [
        (context, { doorId }) => context.note({ type: 'door', text: `first listener: ${doorId}` }),
        (context) => context.note({ type: 'door', text: 'second listener' }),
      ],
    })
    engine.run({ sequence: 9, at: 0, background: false, entityId: 'front', action: { type: 'close' } })
    expect(notes).toEqual(['closing', 'first listener: front', 'second listener', 'end'])
    expect(store.world().doors.get('front')).toEqual({ id: 'front', isOpen: false })
  })

  it('rolls back a decision that throws, with what it drew and what it noted', () => {
    const { engine, store, notes, random } = setup({ closed: [] })
    const before = { world: store.world(), position: random.position() }
    expect(() =>
      engine.decide((context) => {
        context.ids.guid()
        context.note({ type: 'door', text: 'never noted' })
        context.tx.remove('doors', 'front')
        throw new Error('refused')
      }),
    ).toThrow('refused')
    expect({ world: store.world(), position: random.position() }).toEqual(before)
    expect(notes).toEqual([])
  })
})

describe('the types of a module', () => {
  it('let a context of more modules be used where one of fewer is needed, and not the other way round', () => {
    const use = (_: CallContext) => {}
    const more = (context: Context<DeliveryTypes & CallTypes & CallRecordTypes>) => use(context)
    // @ts-expect-error A context of delivery alone has no calls.
    const fewer = (context: Context<DeliveryTypes>) => use(context)
    expect([more, fewer]).toHaveLength(2)
  })

  it('refuse what a module must not do', () => {
    const attempts = [
      // @ts-expect-error Calls do not know call records.
      (context: CallContext) => context.tx.get('callRecords', 'id'),
      // @ts-expect-error An action that no module has.
      (context: CallContext) => context.schedule({ after: 0, entityId: 'id', action: { type: 'unknown' } }),
      // @ts-expect-error An action with the data of another.
      (context: CallContext) => context.schedule({ after: 0, entityId: 'id', action: { type: 'operationDone' } }),
      // @ts-expect-error An event of a module above.
      (context: CallContext) => context.emit('recordChanged', {}),
      // @ts-expect-error A trace entry of a module above.
      (context: CallContext) => context.note({ type: 'callRecord', callRecordId: 'id', change: 'created', version: 1 }),
    ]
    expect(attempts).toHaveLength(5)
  })

  it('demand a handler for every action, and listeners only for events that exist', () => {
    const modules = [
      // @ts-expect-error The action `ring` has no handler.
      { actions: { close() {} }, on: {} } satisfies Module<DoorTypes, ModuleTypes>,
      // @ts-expect-error No module below emits `opened`.
      { actions, on: { opened() {} } } satisfies Module<DoorTypes, DoorTypes>,
    ]
    expect(modules).toHaveLength(2)
  })
})
