import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNetworkProfile } from '../../../src/call-records/media/network-profiles.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import type { CallDirection, HistoryEntry, Modality } from '../../../src/calls/rows.ts'
import { NETWORK_PROFILES } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { CLASSIFICATIONS, classifyStream } from '../media/classify-stream.ts'
import { abbie, aCall, app, aRecordRow, list, only, phone, START } from '../sample-call.ts'

const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const
const LABELS = ['main-audio', 'main-video', 'applicationsharing-video', 'data']
const aParticipant = fc.constantFrom(app.id, abbie.id)

/** A history entry at a whole second, so that entries often coincide. */
const anEntry: fc.Arbitrary<HistoryEntry> = fc
  .tuple(
    fc.integer({ min: -1, max: 32 }),
    fc.oneof(
      fc.record({ did: fc.constantFrom('held', 'resumed'), participantId: aParticipant }),
      fc.record({
        did: fc.constant('network'),
        participantId: aParticipant,
        profile: fc.constantFrom(...NETWORK_PROFILES),
      }),
      fc.record({ did: fc.constant('modalities'), modalities: fc.subarray([...MODALITIES]) }),
      fc.record({
        did: fc.constant('modalities'),
        participantId: aParticipant,
        modalities: fc.subarray([...MODALITIES]),
      }),
      fc.record({ did: fc.constant('rated'), participantId: aParticipant, rating: fc.constant('good') }),
    ),
  )
  .map(([second, entry]) => ({ ...entry, at: second * 1_000 }) as HistoryEntry)

const aHistory = fc.record({
  seed: fc.integer(),
  durationMs: fc.integer({ min: 0, max: 30 }).map((seconds) => seconds * 1_000),
  entries: fc.array(anEntry, { maxLength: 8 }).map((entries) => entries.sort((a, b) => a.at - b.at)),
  direction: fc.constantFrom<CallDirection>('incoming', 'outgoing'),
})

/** The state of the legs at a time, computed in the simplest way as a reference. */
function stateAt(history: readonly HistoryEntry[], instant: number) {
  const held = new Set<string>()
  const profiles = new Map<string, string>()
  const own = new Map<string, readonly Modality[]>()
  let common: readonly Modality[] = []
  for (const entry of history) {
    if (entry.at > instant) break
    if (entry.did === 'modalities') {
      if (entry.participantId === undefined) common = entry.modalities
      else own.set(entry.participantId, entry.modalities)
    }
    if (entry.did === 'held') held.add(entry.participantId)
    if (entry.did === 'resumed') held.delete(entry.participantId)
    if (entry.did === 'network') profiles.set(entry.participantId, entry.profile)
  }
  const sent = [app.id, abbie.id].map((id) =>
    MODALITIES.filter((one) => one === 'audio' || (own.get(id) ?? common).includes(one)),
  )
  return { held: [...held].sort(), profiles: [...profiles].sort(), sent }
}

describe('the record of a peer-to-peer call', () => {
  it('has consecutive segments that end where the state of the call changes', () => {
    fc.assert(
      fc.property(aHistory, ({ seed, durationMs, entries, direction }) => {
        const call = aCall({ durationMs, entries }, { direction })
        const session = only(
          list(buildCallRecord(aRecordRow({ durationMs, entries }, { direction }), createRandom(seed)), 'sessions'),
        )
        const times = new Set(call.history.map(({ at }) => at).filter((at) => at > START && at < START + durationMs))
        const changes = [...times]
          .sort((a, b) => a - b)
          .filter((at) => key(stateAt(call.history, at)) !== key(stateAt(call.history, at - 1)))
        const segments = list(session, 'segments')
        expect(segments.map(({ startDateTime }) => startDateTime)).toEqual([START, ...changes])
        expect(segments.map(({ endDateTime }) => endDateTime)).toEqual([...changes, START + durationMs])
      }),
    )
  })

  it('has the times and modalities of its sessions, segments and streams', () => {
    fc.assert(
      fc.property(aHistory, ({ seed, durationMs, entries, direction }) => {
        const record = buildCallRecord(aRecordRow({ durationMs, entries }, { direction }), createRandom(seed))
        const session = only(list(record, 'sessions'))
        const segments = list(session, 'segments')
        expect(record).toMatchObject({ startDateTime: START, endDateTime: START + durationMs })
        expect(session).toMatchObject({ startDateTime: START, endDateTime: START + durationMs })
        for (const segment of segments) {
          for (const stream of list(segment, 'media').flatMap((media) => list(media, 'streams'))) {
            expect(stream).toMatchObject({ startDateTime: segment.startDateTime, endDateTime: segment.endDateTime })
          }
        }
        const labels = new Set(segments.flatMap((segment) => list(segment, 'media').map(({ label }) => label)))
        const modalities = MODALITIES.filter((_, index) => labels.has(LABELS[index]))
        expect(session.modalities).toEqual(modalities)
        expect(record.modalities).toEqual(modalities)
      }),
    )
  })

  it('has media for the modalities that were on, as good as the worse network, and silent on hold', () => {
    fc.assert(
      fc.property(aHistory, ({ seed, durationMs, entries, direction }) => {
        const { history } = aCall({ durationMs, entries }, { direction })
        const record = buildCallRecord(aRecordRow({ durationMs, entries }, { direction }), createRandom(seed))
        for (const segment of list(only(list(record, 'sessions')), 'segments')) {
          const { held, profiles, sent } = stateAt(history, Number(segment.startDateTime))
          const media = list(segment, 'media')
          const [up, down] = direction === 'outgoing' ? sent : [...sent].reverse()
          expect(
            media.map((medium) => [medium.label, list(medium, 'streams').map((stream) => stream.streamDirection)]),
          ).toEqual(
            MODALITIES.filter((one) => up?.includes(one) || down?.includes(one)).map((one) => [
              LABELS[MODALITIES.indexOf(one)],
              [...(up?.includes(one) ? ['callerToCallee'] : []), ...(down?.includes(one) ? ['calleeToCaller'] : [])],
            ]),
          )
          const known = new Map(profiles)
          const [appNetwork, abbieNetwork] = [
            findNetworkProfile(known.get(app.id), 'perfect'),
            findNetworkProfile(known.get(abbie.id)),
          ]
          const isSilent = held.length > 0 || segment.startDateTime === segment.endDateTime
          for (const [label, stream] of media.flatMap((medium) => labelledStreams(medium))) {
            const byCaller = stream.streamDirection === 'callerToCallee'
            const [sender, receiver] =
              byCaller === (direction === 'outgoing') ? [appNetwork, abbieNetwork] : [abbieNetwork, appNetwork]
            const up = sender.upload ?? sender
            const worse = up.rank >= receiver.rank ? up : receiver
            const isMeasured = !isSilent && !sender.mute && label !== 'data'
            expect(isMeasured ? CLASSIFICATIONS[worse.classified] : ['unclassified']).toContain(
              classifyStream(stream, label),
            )
          }
        }
      }),
    )
  })

  it('has the participants of its session', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(abbie, phone),
        fc.constantFrom<CallDirection>('incoming', 'outgoing'),
        (other, direction) => {
          const record = buildCallRecord(aRecordRow({ other }, { direction }), createRandom(1))
          const ids = list(record, 'participants_v2').map(({ id }) => id)
          expect(ids).toHaveLength(2)
          const session = only(list(record, 'sessions'))
          expect([session.caller, session.callee]).toMatchObject(ids.map((id) => ({ associatedIdentity: { id } })))
          expect(record.organizer_v2).toMatchObject({ id: ids[0] })
        },
      ),
    )
  })
})

function key(state: unknown): string {
  return JSON.stringify(state)
}

function labelledStreams(medium: JsonObject): [string, JsonObject][] {
  return list(medium, 'streams').map((stream) => [String(medium.label), stream])
}
