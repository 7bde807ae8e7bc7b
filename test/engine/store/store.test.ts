import { setAutoFreeze } from 'immer'
import { describe, expect, it, vi } from 'vitest'
import type { Transaction } from '../../../src/engine/store/transaction.ts'
import { createStore, type PendingEvent, type Types } from '../../../src/modules.ts'
import { aCall } from '../../support/rows.ts'

const anEvent = (sequence: number): PendingEvent => ({
  sequence,
  at: 1_000,
  background: false,
  entityId: 'a',
  action: { type: 'scenarioStep' },
})

function setup() {
  const store = createStore()
  store.transact((tx) => {
    tx.insert('calls', aCall('a'))
    tx.insert('calls', aCall('b'))
  })
  const subscriber = vi.fn()
  store.api.subscribe(subscriber)
  return { store, subscriber }
}

describe('a transaction', () => {
  it('commits all its changes as one', () => {
    const { store, subscriber } = setup()
    const before = store.world()
    const result = store.transact((tx) => {
      tx.update('calls', 'a', (call) => {
        call.version += 1
      })
      tx.remove('calls', 'b')
      tx.insert('calls', aCall('c'))
      expect(store.world()).toBe(before)
      expect(tx.world.calls.has('b')).toBe(false)
      return tx.require('calls', 'a').version
    })
    expect(result).toBe(1)
    expect(subscriber.mock.calls).toEqual([[store.world(), before]])
    expect([...store.world().calls.keys()].sort()).toEqual(['a', 'c'])
    expect(store.api.getState()).toBe(store.world())
  })

  it('does not notify subscribers when nothing changed', () => {
    const { store, subscriber } = setup()
    const before = store.world()
    store.transact((tx) => {
      tx.get('calls', 'a')
      tx.update('calls', 'a', (call) => {
        call.state = 'established'
      })
      tx.remove('calls', 'unknown')
      tx.removePending(99)
    })
    expect(subscriber).not.toHaveBeenCalled()
    expect(store.world()).toBe(before)
  })

  it('keeps the objects of rows, tables and parts of rows that did not change', () => {
    const { store } = setup()
    const before = store.world()
    store.transact((tx) =>
      tx.update('calls', 'a', (call) => {
        call.state = 'hold'
      }),
    )
    const after = store.world()
    expect(after.calls.get('b')).toBe(before.calls.get('b'))
    expect(after.callRecords).toBe(before.callRecords)
    expect(after.pending).toBe(before.pending)
    expect(after.calls.get('a')?.participants).toBe(before.calls.get('a')?.participants)
  })

  it('is rolled back when its work throws', () => {
    const { store, subscriber } = setup()
    const before = store.world()
    const followUp = vi.fn()
    const fail = (tx: Transaction<Types>) => {
      tx.remove('calls', 'a')
      tx.nextSequence()
      tx.afterCommit(followUp)
      throw new Error('no')
    }
    expect(() => store.transact(fail)).toThrow('no')
    expect(store.world()).toBe(before)
    expect(subscriber).not.toHaveBeenCalled()
    expect(followUp).not.toHaveBeenCalled()
    store.transact((tx) => tx.remove('calls', 'b'))
    expect([...store.world().calls.keys()]).toEqual(['a'])
  })

  it('joins an outer transaction and rolls back only its own part when it throws', () => {
    const { store, subscriber } = setup()
    const followUps: string[] = []
    store.transact((tx) => {
      tx.remove('calls', 'a')
      tx.afterCommit(() => followUps.push('outer'))
      store.transact((inner) => {
        inner.insert('calls', aCall('c'))
        inner.afterCommit(() => followUps.push('inner'))
      })
      expect(subscriber).not.toHaveBeenCalled()
      expect(() =>
        store.transact((inner) => {
          inner.remove('calls', 'c')
          inner.afterCommit(() => followUps.push('never'))
          throw new Error('no')
        }),
      ).toThrow('no')
    })
    expect([...store.world().calls.keys()].sort()).toEqual(['b', 'c'])
    expect(followUps).toEqual(['outer', 'inner'])
    expect(subscriber).toHaveBeenCalledTimes(1)
  })

  it('rejects changes after its work has returned', async () => {
    const { store } = setup()
    let kept: Transaction<Types> | undefined
    store.transact((tx) => {
      kept = tx
    })
    expect(() => kept?.remove('calls', 'a')).toThrow(/transaction has ended/)
    const late = store.transact(async (tx) => {
      await Promise.resolve()
      tx.nextSequence()
    })
    await expect(late).rejects.toThrow(/work must be synchronous/)
  })

  it('rejects inserting a row twice, and updating or requiring a missing one', () => {
    const { store } = setup()
    const attempt = (work: (tx: Transaction<Types>) => void) => () => store.transact(work)
    expect(attempt((tx) => tx.insert('calls', aCall('a')))).toThrow("The table 'calls' already has a row 'a'.")
    expect(attempt((tx) => tx.update('calls', 'x', () => {}))).toThrow("The table 'calls' has no row 'x'.")
    expect(attempt((tx) => tx.require('callRecords', 'x'))).toThrow("The table 'callRecords' has no row 'x'.")
  })

  it('ignores the return value of a recipe', () => {
    const { store } = setup()
    store.transact((tx) =>
      tx.update('calls', 'a', (call) => call.history.push({ at: 1, did: 'joined', participantId: 'self' })),
    )
    expect(store.world().calls.get('a')?.history).toHaveLength(1)
  })

  it('numbers rows and events and stores pending events', () => {
    const { store } = setup()
    const numbers = store.transact((tx) => {
      const first = tx.nextSequence()
      tx.addPending(anEvent(first))
      const second = tx.nextSequence()
      tx.addPending(anEvent(second))
      tx.removePending(first)
      return [first, second]
    })
    expect(numbers).toEqual([1, 2])
    expect([...store.world().pending.keys()]).toEqual([2])
    expect(store.world().sequence).toBe(2)
  })

  it('freezes rows and events even when a user has turned off Immer’s auto-freezing', () => {
    setAutoFreeze(false)
    try {
      const { store } = setup()
      store.transact((tx) => {
        tx.update('calls', 'a', (call) => call.targets.push({ identity: { user: { id: 'u' } } }))
        tx.addPending(anEvent(1))
      })
      const call = store.world().calls.get('a')
      expect(Object.isFrozen(call)).toBe(true)
      expect(Object.isFrozen(store.world().calls.get('b')?.participants[0]?.identity)).toBe(true)
      expect(Object.isFrozen(call?.participants[0]?.identity)).toBe(true)
      expect(Object.isFrozen(call?.targets[0]?.identity)).toBe(true)
      expect(Object.isFrozen(store.world().pending.get(1)?.action)).toBe(true)
    } finally {
      setAutoFreeze(true)
    }
  })
})

describe('afterCommit', () => {
  it('runs its callbacks after the commit in the order of registration', () => {
    const { store } = setup()
    const log: string[] = []
    store.api.subscribe(() => log.push('subscriber'))
    store.transact((tx) => {
      tx.afterCommit(() => log.push(`first, with ${store.world().sequence}`))
      tx.afterCommit(() => log.push('second'))
      tx.nextSequence()
    })
    expect(log).toEqual(['subscriber', 'first, with 1', 'second'])
  })

  it('runs the callbacks of a nested commit after those of the outer one', () => {
    const { store } = setup()
    const log: string[] = []
    const changeAgain = () =>
      store.transact((tx) => {
        tx.afterCommit(() => log.push('later'))
        tx.remove('calls', 'b')
      })
    store.transact((tx) => {
      tx.afterCommit(() => {
        changeAgain()
        log.push(store.world().calls.has('b') ? 'not committed' : 'committed')
      })
      tx.afterCommit(() => log.push('second'))
    })
    expect(log).toEqual(['committed', 'second', 'later'])
  })

  it('comes also when a subscriber throws, which is reported, or something before it throws, which is thrown', () => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const { store } = setup()
    const log: string[] = []
    store.api.subscribe(() => {
      throw new Error('a subscriber’s')
    })
    const work = (tx: Transaction<Types>) => {
      tx.afterCommit(() => {
        throw new Error('another')
      })
      tx.afterCommit(() => log.push('second'))
      tx.nextSequence()
    }
    expect(() => store.transact(work)).toThrow('another')
    expect(log).toEqual(['second'])
    expect(store.world().sequence).toBe(1)
    expect(report).toHaveBeenCalledWith(expect.stringContaining('emulator.store threw'), new Error('a subscriber’s'))
    report.mockRestore()
  })
})

describe('the world of a store', () => {
  it('can be replaced, but not within a transaction', () => {
    const { store, subscriber } = setup()
    const kept = store.world()
    store.transact((tx) => tx.remove('calls', 'a'))
    expect(() => store.transact(() => store.replace(kept))).toThrow(/cannot be replaced within a transaction/)
    store.replace(kept)
    expect(store.world()).toBe(kept)
    expect(subscriber).toHaveBeenCalledTimes(2)
  })

  it('is not shared between stores', () => {
    const { store } = setup()
    expect(createStore().world().calls.size).toBe(0)
    expect(store.world().calls.size).toBe(2)
  })
})
