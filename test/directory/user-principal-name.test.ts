import { expect, it } from 'vitest'
import { isJsonObject, type Json } from '../../src/engine/values/json.ts'
import { ADELE, ALEX, anAnswer, anInvitation, CALLBACK, MEGAN } from '../support/bodies.ts'
import { groupCallInProgress, readRecord } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const CALLS = '/communications/calls'

/** Where a userPrincipalName stands, with the type of the object that has it. */
function placesOf(value: Json | undefined, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => placesOf(item, path))
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'userPrincipalName' ? [`${path}: ${value['@odata.type']}`] : placesOf(member, `${path}/${name}`),
  )
}

it('a userPrincipalName is only where Graph’s types have it: in a userIdentity and in log rows', async () => {
  const world = setup()
  const { emulator, graph, received, call, path } = await groupCallInProgress(world)
  await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)], clientContext: 'c' })
  await emulator.clock.advance('5s')
  const incoming = emulator.incomingCall({ from: { user: ALEX }, callbackUri: CALLBACK })
  await emulator.settled()
  await graph.post(`${CALLS}/${incoming.id}/answer`, anAnswer())
  await emulator.clock.advance('5s')
  const redirected = emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
  await emulator.settled()
  await graph.post(`${CALLS}/${redirected.id}/redirect`, { targets: [anInvitation(MEGAN)], callbackUri: CALLBACK })
  await emulator.clock.advance('5s')
  const answers: Record<string, Json> = { received }
  for (const below of ['', '?$expand=participants,operations', '/participants', '/operations'])
    answers[`call${below}`] = (await graph.get(path + below)).body
  answers.incoming = (await graph.get(`${CALLS}/${incoming.id}`)).body
  await graph.delete(path)
  await graph.delete(`${CALLS}/${incoming.id}`)
  await emulator.clock.runToIdle()
  expect(Object.entries(answers).flatMap(([name, body]) => placesOf(body, name))).toEqual([])

  answers.record = (await readRecord(graph, call.callChainId)).body
  answers.list = (await graph.get('/communications/callRecords')).body
  const places = Object.entries(answers).flatMap(([name, body]) => placesOf(body, name))
  expect(new Set(places)).toEqual(
    new Set([
      'list/value/organizer_v2/identity/user: #microsoft.graph.userIdentity',
      'record/participants_v2/identity/user: #microsoft.graph.userIdentity',
      'record/sessions/caller/associatedIdentity: #microsoft.graph.callRecords.userIdentity',
      'record/sessions/segments/caller/associatedIdentity: #microsoft.graph.callRecords.userIdentity',
    ]),
  )
  const log = 'getSmsLog(fromDateTime=2025-12-01,toDateTime=2026-01-05)'
  const { body } = await graph.get(`https://graph.microsoft.com/beta/communications/callRecords/${log}`)
  expect(new Set(placesOf(body, 'log'))).toEqual(new Set(['log/value: undefined']))
})
