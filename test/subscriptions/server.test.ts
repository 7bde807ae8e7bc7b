import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'
import { after, aSubscription } from './receiver.ts'

/** A web server that answers validations and is overloaded at first. */
// biome-ignore lint/suspicious/noExplicitAny: tests read any member of a notification
const received: any[] = []
const validated: string[] = []
const statuses: number[] = []
const server = createServer(async (request, response) => {
  const token = new URL(request.url ?? '/', 'http://localhost').searchParams.get('validationToken')
  if (token !== null) {
    validated.push(request.url?.split('?')[0] ?? '')
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end(token)
    return
  }
  const { value } = JSON.parse(await read(request))
  received.push(...value)
  response.writeHead(statuses.shift() ?? 202).end()
})

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

it('a local server is validated, notified, notified again after a failure, and sent reauthorizationRequired', async () => {
  const { emulator, graph } = setup()
  statuses.push(503, 202, 202)
  const { status, body: subscription } = await graph.post(
    '/subscriptions',
    aSubscription({
      notificationUrl: `${origin}/changes?tenant=1`,
      lifecycleNotificationUrl: `${origin}/lifecycle`,
      expirationDateTime: after(3_600_000),
    }),
  )
  expect([status, validated]).toEqual([201, ['/changes', '/lifecycle']])
  const call = await createCall(graph)
  await emulator.clock.advance('2s')
  await graph.delete(`/communications/calls/${call.id}`)
  await emulator.clock.runToIdle()
  const ofTheRecord = { subscriptionId: subscription.id, changeType: 'created', clientState: 'a secret' }
  expect(received).toMatchObject([ofTheRecord, ofTheRecord])
  expect(received[0].resourceData.id).toBe(call.callChainId)
  await emulator.clock.advance('1h')
  expect(received[2]).toMatchObject({ subscriptionId: subscription.id, lifecycleEvent: 'reauthorizationRequired' })
  expect((await graph.get(`/subscriptions/${subscription.id}`)).status).toBe(404)
})

it('a subscription is rejected when no server listens at its URL', async () => {
  const { graph } = setup()
  const nowhere = createServer()
  await new Promise<void>((resolve) => nowhere.listen(0, '127.0.0.1', resolve))
  const address = nowhere.address()
  const port = typeof address === 'object' ? address?.port : ''
  await new Promise((resolve) => nowhere.close(resolve))
  const { status, body } = await graph.post(
    '/subscriptions',
    aSubscription({ notificationUrl: `http://127.0.0.1:${port}/` }),
  )
  expect([status, body.error.code]).toEqual([400, 'InvalidRequest'])
})
