import { describe, expect, it } from 'vitest'
import { createEmulator, type PopulateOptions } from '../../src/index.ts'

describe('populate options', () => {
  it.each<[unknown, string]>([
    [{ days: 0 }, "emulator.populate: 'days': Expected a whole number from 1 to 90 but received 0"],
    [{ days: 91 }, "'days': Expected a whole number from 1 to 90 but received 91"],
    [{ days: 1.5 }, "'days': Expected a whole number from 1 to 90 but received 1.5"],
    [{ callsPerDay: 0 }, "'callsPerDay': Expected a whole number from 1 to 20000 but received 0"],
    [{ callsPerDay: 20_001 }, "'callsPerDay': Expected a whole number from 1 to 20000 but received 20001"],
    [{ people: 1 }, "'people': Expected a whole number from 2 to 1000 but received 1"],
    [{ people: 1_001 }, "'people': Expected a whole number from 2 to 1000 but received 1001"],
    [{ people: ['Adele'] }, "'people': Invalid type: Expected number but received Array"],
    [{ mix: {} }, "'mix': Expected at least one kind of call above 0, such as { peerToPeer: 1 }"],
    [{ mix: { meeting: 0, phone: 0 } }, "'mix': Expected at least one kind of call above 0, such as { peerToPeer: 1 }"],
    [{ mix: { phone: 1_001 } }, "'mix.phone': Expected a whole number from 0 to 1000 but received 1001"],
    [{ mix: { fax: 1 } }, "'mix.fax': Unknown member. Expected one of: peerToPeer, groupCall, meeting, phone"],
    [
      { utcOffset: 'PST' },
      "'utcOffset': Expected an offset from '-12:00' to '+14:00' such as '+01:00' but received 'PST'",
    ],
    [{ utcOffset: '+14:01' }, "'utcOffset': Expected an offset from '-12:00' to '+14:00'"],
    [{ utcOffset: '-12:01' }, "'utcOffset': Expected an offset from '-12:00' to '+14:00'"],
    [{ weeks: 2 }, "'weeks': Unknown member. Expected one of: days, callsPerDay, "],
  ])('reject %j with the name of the option, and change nothing', (options, message) => {
    const emulator = createEmulator({ clock: 'manual' })
    const before = emulator.store.getState()
    expect(() => emulator.populate(options as PopulateOptions)).toThrow(TypeError)
    expect(() => emulator.populate(options as PopulateOptions)).toThrow(message)
    expect(emulator.store.getState()).toBe(before)
  })

  it.each<PopulateOptions>([
    { days: 1, callsPerDay: 1, people: 2, utcOffset: '-12:00', mix: { groupCall: 1 } },
    { days: 90, callsPerDay: 3, people: 1_000, utcOffset: '+14:00', mix: { meeting: 1_000, phone: 0 } },
    { days: 1, callsPerDay: 20_000, people: 2, mix: { peerToPeer: 1 } },
  ])('accept %j', (options) => {
    const emulator = createEmulator({ seed: 7, clock: { start: '2026-01-08T20:00:00Z', rate: 0 } })
    const { people } = emulator.populate(options)
    expect(people).toHaveLength(options.people ?? 0)
    expect(new Set(people.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(people.length)
    const { callRecords, callRecordsByStart } = emulator.store.getState()
    for (const [, id] of callRecordsByStart.range({ limit: 50 })) {
      const { origin } = callRecords.get(id) ?? {}
      expect(origin?.from === 'call' && origin.call.participants.length).toBeGreaterThanOrEqual(2)
    }
  })
})
