import { expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { createGraph } from '../support/graph.ts'

const ADELE = '112f7296-5fa4-42ca-bae8-6a692b15d4b8'
const ALEX = '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2'

it('finds records by their participants, which it does not show', async () => {
  const emulator = createEmulator({ clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  for (const user of [ADELE, ALEX, ADELE]) {
    const { id } = emulator.incomingCall({ from: { user }, callbackUri: 'https://bot.contoso.com/calls' })
    const mediaConfig = { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' }
    await graph.post(`/communications/calls/${id}/answer`, { acceptedModalities: ['audio'], mediaConfig })
    await emulator.clock.advance('1min')
    await graph.delete(`/communications/calls/${id}`)
    await emulator.clock.runToIdle()
  }
  const list = async (filter: string) => {
    const { body } = await graph.get(`/communications/callRecords?$filter=${encodeURIComponent(filter)}`)
    return body.value
  }
  const all = await list('startDateTime ge 2026-01-01')
  expect(all).toHaveLength(3)
  expect(await list(`participants_v2/any(p:p/id eq '${ADELE}')`)).toEqual([all[0], all[2]])
  expect(await list(`participants_v2/any(p:p/id eq '${ALEX}')`)).toEqual([all[1]])
  expect(await list(`startDateTime gt ${all[0].startDateTime} and participants_v2/any(p:p/id eq '${ADELE}')`)).toEqual([
    all[2],
  ])
  expect(all[0]).not.toHaveProperty('participants_v2')
})
