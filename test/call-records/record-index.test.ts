import { describe, expect, it } from 'vitest'
import { parseLegId } from '../../src/call-records/record-index.ts'
import { createStore } from '../../src/modules.ts'
import { aCallRecord } from '../support/rows.ts'

describe('the indexes of call records', () => {
  it('sort call records by their start', () => {
    const store = createStore()
    const order = () => [...store.world().callRecordsByStart]
    store.transact((tx) => {
      tx.insert('callRecords', aCallRecord('late', 300))
      tx.insert('callRecords', aCallRecord('early', 100))
      tx.insert('callRecords', aCallRecord('between', 200))
    })
    expect(order()).toEqual([
      [100, 'early'],
      [200, 'between'],
      [300, 'late'],
    ])
    store.transact((tx) => {
      tx.update('callRecords', 'early', (record) => {
        record.startAt = 400
      })
      tx.remove('callRecords', 'between')
    })
    expect(order()).toEqual([
      [300, 'late'],
      [400, 'early'],
    ])
    const index = store.world().callRecordsByStart
    store.transact((tx) =>
      tx.update('callRecords', 'late', (record) => {
        record.version += 1
      }),
    )
    expect(store.world().callRecordsByStart).toBe(index)
  })

  it('sort the phones of calling plans and of trunks by their time of joining', () => {
    const store = createStore()
    const legs = () => [[...store.world().pstnLegs], [...store.world().directRoutingLegs]]
    const trunk = 'sbc.contoso.com'
    store.transact((tx) => {
      tx.insert('callRecords', { ...aCallRecord('late', 300), phones: [{ joinedAt: 310 }] })
      tx.insert('callRecords', {
        ...aCallRecord('early', 100),
        phones: [{ joinedAt: 110 }, { joinedAt: 110, trunk }, { joinedAt: 110 }, { joinedAt: 320, trunk }],
      })
      tx.insert('callRecords', aCallRecord('none', 200))
    })
    const plan = [
      [110, 'early'],
      [110, 'early/1'],
      [310, 'late'],
    ]
    const direct = [
      [110, 'early'],
      [320, 'early/1'],
    ]
    expect(legs()).toEqual([plan, direct])
    expect(plan.map(([, leg]) => parseLegId(String(leg)))).toEqual([
      { id: 'early', isFailedAttempt: false, position: 0 },
      { id: 'early', isFailedAttempt: false, position: 1 },
      { id: 'late', isFailedAttempt: false, position: 0 },
    ])
    // Changing the start of a record does not change when its phones joined.
    store.transact((tx) =>
      tx.update('callRecords', 'early', (record) => {
        record.startAt = 400
      }),
    )
    expect(legs()).toEqual([plan, direct])
    store.transact((tx) => tx.remove('callRecords', 'early'))
    expect(legs()).toEqual([[[310, 'late']], []])
  })

  it('sort the call records of each participant by their start', () => {
    const store = createStore()
    const found = () => [...store.world().callRecordsByParticipant.keys()].sort().map((id) => [id, recordsOf(id)])
    const recordsOf = (id: string) =>
      Array.from(store.world().callRecordsByParticipant.get(id) ?? [], ([, record]) => record)
    store.transact((tx) => {
      tx.insert('callRecords', { ...aCallRecord('late', 300), participantIds: ['ann', 'bob'] })
      tx.insert('callRecords', { ...aCallRecord('early', 100), participantIds: ['ann'] })
    })
    expect(found()).toEqual([
      ['ann', ['early', 'late']],
      ['bob', ['late']],
    ])
    store.transact((tx) => {
      tx.update('callRecords', 'early', (record) => {
        record.startAt = 400
        record.participantIds = ['ann', 'cem']
      })
    })
    expect(found()).toEqual([
      ['ann', ['late', 'early']],
      ['bob', ['late']],
      ['cem', ['early']],
    ])
    store.transact((tx) => tx.remove('callRecords', 'late'))
    expect(found()).toEqual([
      ['ann', ['early']],
      ['cem', ['early']],
    ])
  })
})
