// A program that uses the package. package-smoke.ts puts it in an empty project beside the installed package, checks
// its types against the published declarations, and runs it. The project's own type check excludes it, because it needs
// the tarball.
import assert from 'node:assert/strict'
import { createEmulator, defineScenario, results, scenarios } from 'graph-communications-emulator'
import { scenarioFromHar } from 'graph-communications-emulator/har'
import { serve } from 'graph-communications-emulator/server'
import { advance, type EmulatorMatchers, matchers, setupEmulator } from 'graph-communications-emulator/testing'
import { setupServer } from 'msw/node'

const CALLS = 'https://graph.microsoft.com/v1.0/communications/calls'

const busy = defineScenario({
  name: 'callee is busy',
  match: { direction: 'outgoing' },
  steps: [{ after: '1.5s', do: 'decline', with: results.busy }],
})
assert.notEqual(Object.keys(scenarios).length, 0, 'the package exports no scenarios')

const emulator = createEmulator({ seed: 7, clock: 'manual', auth: 'off', scenarios: [busy] })
const placed = await emulator.fetch(
  new Request(CALLS, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      '@odata.type': '#microsoft.graph.call',
      callbackUri: 'https://bot.contoso.com/callback',
      targets: [
        {
          '@odata.type': '#microsoft.graph.invitationParticipantInfo',
          identity: {
            '@odata.type': '#microsoft.graph.identitySet',
            user: { '@odata.type': '#microsoft.graph.identity', id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8' },
          },
        },
      ],
      requestedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
    }),
  }),
)
assert.equal(placed.status, 201, await placed.clone().text())
const { id } = await placed.json()

// The same call through this project's MSW: it exists while it rings, and is gone after the callee has declined.
const server = setupServer(...emulator.handlers)
server.listen()
assert.equal((await fetch(`${CALLS}/${id}`)).status, 200)
await emulator.clock.advance('2s')
assert.equal((await fetch(`${CALLS}/${id}`)).status, 404)
server.close()

assert.deepEqual(scenarioFromHar({ log: { entries: [] } }).scenarios, [])

// The emulator behind HTTP.
const other = await serve({ seed: 7, clock: 'manual' })
assert.equal((await fetch(`${other.url}/v1.0/communications/callRecords`)).status, 200)
await other.close()

// In a test, with the hooks of a test runner. The matchers extend the types of Jest's globals.
const toHaveCallInState: keyof EmulatorMatchers & keyof jest.Matchers<void, unknown> = 'toHaveCallInState'
assert.ok(toHaveCallInState in matchers)
const hooks: (() => Promise<void>)[] = []
const keep = (hook: () => Promise<void>) => hooks.push(hook)
const setup = setupEmulator({ seed: 7, hooks: { beforeAll: keep, afterEach: keep, afterAll: keep } })
const [beforeAll, afterEach, afterAll] = hooks
await beforeAll?.()
assert.equal((await fetch(`${CALLS}/${id}`)).status, 404)
const incoming = setup.emulator.incomingCall({ callbackUri: 'https://bot.contoso.com/calls' })
await advance(setup.emulator, '5min')
assert.equal(setup.emulator.store.getState().calls.get(incoming.id)?.state, 'terminated')
await afterEach?.()
assert.equal(setup.emulator.store.getState().calls.size, 0)
await afterAll?.()
