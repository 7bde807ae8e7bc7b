// Follows a call from creation to call record in the terminal: `npm run demo`. The app below uses Microsoft Graph through
// its official client; only the first lines refer to the emulator.
import { Client } from '@microsoft/microsoft-graph-client'
import { setupServer } from 'msw/node'
import { createEmulator } from '../src/index.ts'

const emulator = createEmulator({ seed: 7, clock: 'manual' })
const server = setupServer(...emulator.handlers)
server.listen({ onUnhandledFrame: 'error' })

const graph = Client.init({ authProvider: (done) => done(null, 'any-token') })
const callbackUri = 'https://bot.contoso.com/calls'
emulator.receive(callbackUri, async (request) => {
  for (const { changeType, resourceData } of (await request.json()).value) {
    const { state, status, mediaState, resultInfo } = resourceData
    const change = state ? `call ${state}` : `${resourceData['@odata.type'].replace('#microsoft.graph.', '')} ${status}`
    const details = mediaState
      ? `, audio ${mediaState.audio}`
      : resultInfo
        ? ` — ${resultInfo.code}/${resultInfo.subcode} ${resultInfo.message}`
        : ''
    log('◀ Graph', `${changeType}: ${change}${details}`)
  }
})

heading('The app calls Adele Vance')
log('▶ app', 'POST /communications/calls')
const call = await graph.api('/communications/calls').post({
  '@odata.type': '#microsoft.graph.call',
  callbackUri,
  targets: [
    {
      '@odata.type': '#microsoft.graph.invitationParticipantInfo',
      identity: { user: { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8', displayName: 'Adele Vance' } },
    },
  ],
  requestedModalities: ['audio'],
  mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
})
log('', `→ 201, call ${call.id} is ${call.state}`)
await emulator.clock.advance('2s')

heading('The app plays a prompt and records the response')
log('▶ app', 'POST /communications/calls/{id}/recordResponse')
const operation = await graph.api(`/communications/calls/${call.id}/recordResponse`).post({
  prompts: [
    {
      '@odata.type': '#microsoft.graph.mediaPrompt',
      mediaInfo: { uri: 'https://cdn.contoso.com/speak-after-the-beep.wav' },
    },
  ],
  maxRecordDurationInSeconds: 30,
  maxSilenceTimeoutInSeconds: 2,
  stopTones: ['#'],
})
log('', `→ 200, recordOperation ${operation.status}`)
await emulator.clock.advance('3s')
log('☎ Adele', 'speaks for four seconds')
emulator.perform(call.id, { do: 'speak', for: '4s' })
await emulator.clock.advance('10s')

const { recordingLocation, recordingAccessToken } = await graph
  .api(`/communications/calls/${call.id}/operations/${operation.id}`)
  .get()
const recording = await fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } })
const { byteLength } = await recording.arrayBuffer()
log(
  '▶ app',
  `GET recordingLocation → ${recording.status}, ${((byteLength - 44) / 32_000).toFixed(1)} s of WAV (${byteLength.toLocaleString('en')} bytes)`,
)

heading('The app hangs up')
log('▶ app', 'DELETE /communications/calls/{id}')
await graph.api(`/communications/calls/${call.id}`).delete()
await emulator.clock.runToIdle()

heading('The app reads the call record')
const record = await graph
  .api(`/communications/callRecords/${call.callChainId}`)
  .expand('sessions($expand=segments)')
  .get()
const [session] = record.sessions
const [media] = session.segments[0].media
log('▶ app', `GET /communications/callRecords/{callChainId} → ${record.type}, version ${record.version}`)
row('start', record.startDateTime)
row('end', record.endDateTime)
row('caller', session.caller.associatedIdentity.displayName)
row('callee', session.callee.associatedIdentity.displayName)
for (const { streamDirection, averageJitter, averageRoundTripTime, averagePacketLossRate } of media.streams) {
  row(
    streamDirection,
    `jitter ${averageJitter}, round trip ${averageRoundTripTime}, packet loss ${averagePacketLossRate}`,
  )
}
server.close()

function heading(text: string): void {
  console.log(`\n\x1b[1m${text}\x1b[0m`)
}

function log(who: string, what: string): void {
  const time = new Date(emulator.clock.now()).toISOString().slice(11, 23)
  console.log(`\x1b[2m${time}\x1b[0m  ${who.padEnd(8)} ${what}`)
}

function row(name: string, value: string): void {
  console.log(`${' '.repeat(23)}${name.padEnd(15)} ${value}`)
}
