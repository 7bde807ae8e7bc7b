import { describe, expect, it } from 'vitest'
import { selectCallRecord, selectCallRecords } from '../src/call-records/selectors.ts'
import { selectCall, selectCalls, selectLiveCalls } from '../src/calls/selectors.ts'
import { createStore, fromPlainWorld, toPlainWorld } from '../src/modules.ts'
import { aCall, aCallRecord } from './support/rows.ts'

function setup() {
  const store = createStore()
  store.transact((tx) => {
    for (const id of ['one', 'two', 'three', 'four']) tx.insert('calls', aCall(id, { sequence: tx.nextSequence() }))
    tx.update('calls', 'two', (call) => {
      call.state = 'terminated'
    })
    tx.insert('callRecords', aCallRecord('late', 200))
    tx.insert('callRecords', aCallRecord('early', 100))
    tx.addPending({
      sequence: tx.nextSequence(),
      at: 5,
      background: true,
      entityId: 'one',
      action: { type: 'mediaDue' },
    })
  })
  return store
}
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

describe('selectors', () => {
  it('return a row or undefined', () => {
    const world = setup().world()
    expect(selectCall('one')(world)).toBe(world.calls.get('one'))
    expect(selectCallRecord('late')(world)?.startAt).toBe(200)
    expect([selectCall('x')(world), selectCallRecord('x')(world)]).toEqual([undefined, undefined])
  })

  it('list calls by creation and call records by start', () => {
    const world = setup().world()
    expect(idsOf(selectCalls()(world))).toEqual(['one', 'two', 'three', 'four'])
    expect(idsOf(selectLiveCalls()(world))).toEqual(['one', 'three', 'four'])
    expect(idsOf(selectCallRecords()(world))).toEqual(['early', 'late'])
  })

  it('return the same list until its rows change', () => {
    const store = setup()
    const lists = () => [selectCalls, selectLiveCalls, selectCallRecords].map((select) => select()(store.world()))
    const [calls, live, records] = lists()
    store.transact((tx) => tx.nextSequence())
    expect(lists()).toEqual([calls, live, records])
    for (const [index, list] of lists().entries()) expect(list).toBe([calls, live, records][index])
    store.transact((tx) =>
      tx.update('callRecords', 'late', (record) => {
        record.version += 1
      }),
    )
    expect(selectCalls()(store.world())).toBe(calls)
    expect(selectCallRecords()(store.world())).not.toBe(records)
    expect(selectCallRecords()(store.world())[1]?.version).toBe(2)
  })
})

describe('a world as plain JSON', () => {
  it('is restored unchanged', () => {
    const world = setup().world()
    const plain = toPlainWorld(world)
    expect(idsOf(plain.calls)).toEqual(['one', 'two', 'three', 'four'])
    const text = JSON.stringify(plain)
    const back = fromPlainWorld(JSON.parse(text))
    expect(JSON.stringify(toPlainWorld(back))).toBe(text)
    expect(JSON.stringify(back)).toBe(JSON.stringify(world))
    expect([...back.callRecordsByStart]).toEqual([
      [100, 'early'],
      [200, 'late'],
    ])
    expect(back.pending.get(5)).toEqual(world.pending.get(5))
    expect(Object.isFrozen(back.calls.get('one')?.participants[0])).toBe(true)
  })

  it('is the same text whatever the history of the world', () => {
    const store = setup()
    const text = JSON.stringify(toPlainWorld(store.world()))
    const call = store.world().calls.get('two')
    store.transact((tx) => tx.remove('calls', 'two'))
    store.transact((tx) => call && tx.insert('calls', call))
    expect(JSON.stringify(toPlainWorld(store.world()))).toBe(text)
  })
})
