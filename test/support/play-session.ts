import type { Emulator } from '../../src/index.ts'
import { anAnswer, anOutgoingCall, aRecording, CALLBACK } from './bodies.ts'

type Line = Record<string, unknown>

/**
 * Plays a scripted session of a calling app and returns its transcript: every request with its response, and every
 * notification, in order. The same seed gives the same transcript in every environment.
 */
export async function playSession(emulator: Emulator): Promise<string> {
  const transcript: Line[] = []
  const graph = createRecordingClient(transcript)
  emulator.receive(CALLBACK, async (request) => {
    transcript.push({ notified: await request.json(), at: emulator.clock.now() })
  })

  // An outgoing call that is answered, recorded twice and ended by the callee.
  const call = await graph('POST', '/communications/calls', anOutgoingCall({ subject: 'Survey' }))
  const path = `/communications/calls/${call.id}`
  await graph('GET', path)
  await graph('POST', `${path}/recordResponse`, aRecording())
  await emulator.clock.advance('2s')
  await graph('GET', path)
  await graph('POST', `${path}/keepAlive`)
  const first = await graph('POST', `${path}/recordResponse`, aRecording())
  const second = await graph('POST', `${path}/record`, aRecording({ prompts: [], stopTones: ['1'] }))
  await graph('GET', `${path}/operations/${first.id}`)
  await emulator.clock.advance('4s')
  emulator.perform(call.id, { do: 'speak', for: '3s' })
  await emulator.clock.advance('10s')
  emulator.perform(call.id, { do: 'press', tones: '1' })
  await emulator.settled()
  await graph('GET', `${path}/operations`)
  await graph('GET', `${path}/operations/${second.value.id}`)
  const { recordingLocation, recordingAccessToken } = await graph('GET', `${path}/operations/${first.id}`)
  await graph('GET', recordingLocation)
  await graph('GET', recordingLocation, undefined, { Authorization: `Bearer ${recordingAccessToken}` })
  await graph('POST', `${path}/cancelMediaProcessing`, { clientContext: 'enough' })
  emulator.perform(call.id, { do: 'network', profile: 'poorWifi' })
  await emulator.clock.advance('30s')
  emulator.perform(call.id, { do: 'rate', rating: 'poor', text: 'It crackled.' })
  emulator.perform(call.id, { do: 'hangUp' })
  await emulator.clock.runToIdle()
  await graph('GET', path)
  await graph('GET', `/communications/callRecords/${call.callChainId}?$expand=sessions($expand=segments)`)

  // An incoming call from a phone that the app answers and ends, and one that it rejects.
  const incoming = emulator.incomingCall({ from: { phone: '+12065550100' }, callbackUri: CALLBACK })
  await emulator.settled()
  await graph('POST', `/communications/calls/${incoming.id}/answer`, anAnswer())
  await emulator.clock.advance('1min')
  await graph('DELETE', `/communications/calls/${incoming.id}`)
  await emulator.clock.runToIdle()
  const unwanted = emulator.incomingCall({ callbackUri: CALLBACK })
  await emulator.settled()
  await graph('POST', `/communications/calls/${unwanted.id}/reject`, { reason: 'busy' })
  await emulator.clock.runToIdle()

  // Reading the records, and requests that fail.
  await graph('GET', '/communications/callRecords?$top=1')
  await graph('GET', '/communications/callRecords')
  await graph('GET', '/communications/callRecords/getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)')
  await graph('PATCH', `/communications/callRecords/${call.callChainId}`, {
    joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/1',
  })
  await graph('GET', `/communications/callRecords/${call.callChainId}/sessions?$select=id,modalities`)
  await graph('POST', '/communications/calls', { callbackUri: 'http://bot.contoso.com' })
  await graph('GET', '/communications/calls/nowhere/else')
  return `${transcript.map((line) => JSON.stringify(line)).join('\n')}\n`
}

function createRecordingClient(transcript: Line[]) {
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const url = path.startsWith('https:') ? path : `https://graph.microsoft.com/v1.0${path}`
    const response = await fetch(url, {
      method,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    const answer = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
    transcript.push({
      sent: `${method} ${url}`,
      status: response.status,
      headers: Object.fromEntries([...response.headers].sort()),
      body: answer ?? (await digest(bytes)),
    })
    return answer
  }
}

/** Represents a binary body by its length and hash. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `${bytes.length} bytes, SHA-256 ${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
