import type { Call, CallRecords, CommsOperation, Participant, RecordOperation } from '@microsoft/microsoft-graph-types'
import { createSend, GraphFailure, type Send, toFailure } from '../../graph-request.ts'
import type { Person } from '../../person.ts'
import type { CallPlan } from './call-plan.ts'
import { MEDIA, RECORDING, toCallRequest, toInvitation } from './request-bodies.ts'

/** The parts of Graph's calling APIs that this app uses. Every function throws a {@link GraphFailure} on an error response. */
export interface Communications {
  /** Calls people, or joins a meeting. */
  place(plan: CallPlan, callbackUri: string): Promise<Call>
  answer(callId: string, callbackUri: string): Promise<void>
  reject(callId: string, reason: 'none' | 'busy'): Promise<void>
  hangUp(callId: string): Promise<void>
  /** Transfers a peer-to-peer call. Notifications say whether the transfer succeeds. */
  transfer(callId: string, target: Person): Promise<void>
  /** The participants of a group call or meeting, including its lobby. */
  participants(callId: string): Promise<readonly Participant[]>
  invite(callId: string, person: Person): Promise<CommsOperation>
  muteParticipant(callId: string, participantId: string): Promise<void>
  /** Mutes or unmutes the app itself. */
  setMuted(callId: string, isMuted: boolean): Promise<void>
  /** Records the other participant until three seconds of silence or the key #. */
  record(callId: string): Promise<RecordOperation>
  /** Stops the recording and discards it. */
  cancelRecording(callId: string): Promise<void>
  download(operation: RecordOperation): Promise<Blob>
  /** The call record, or `undefined` while Graph has not written it yet. */
  callRecord(callChainId: string): Promise<CallRecords.CallRecord | undefined>
}

/** @param getToken Called before each request. */
export function createCommunications(getToken: () => string | Promise<string>): Communications {
  const sendToGraph = createSend(getToken)
  const send: Send = (method, path, body) => sendToGraph(method, `/communications${path}`, body)

  return {
    async place(plan, callbackUri) {
      const response = await send('POST', '/calls', toCallRequest(plan, callbackUri))
      return response.json()
    },
    async answer(callId, callbackUri) {
      await send('POST', `/calls/${callId}/answer`, { callbackUri, mediaConfig: MEDIA, acceptedModalities: ['audio'] })
    },
    async reject(callId, reason) {
      await send('POST', `/calls/${callId}/reject`, { reason })
    },
    async hangUp(callId) {
      await send('DELETE', `/calls/${callId}`)
    },
    async transfer(callId, target) {
      await send('POST', `/calls/${callId}/transfer`, { transferTarget: toInvitation(target) })
    },
    async participants(callId) {
      const response = await send('GET', `/calls/${callId}/participants`)
      const { value } = await response.json()
      return value
    },
    async invite(callId, person) {
      const response = await send('POST', `/calls/${callId}/participants/invite`, {
        participants: [toInvitation(person)],
      })
      return response.json()
    },
    async muteParticipant(callId, participantId) {
      await send('POST', `/calls/${callId}/participants/${participantId}/mute`, {})
    },
    async setMuted(callId, isMuted) {
      await send('POST', `/calls/${callId}/${isMuted ? 'mute' : 'unmute'}`, {})
    },
    async record(callId) {
      const response = await send('POST', `/calls/${callId}/recordResponse`, RECORDING)
      return response.json()
    },
    async cancelRecording(callId) {
      await send('POST', `/calls/${callId}/cancelMediaProcessing`, {})
    },
    download,
    async callRecord(callChainId) {
      try {
        const response = await send('GET', `/callRecords/${callChainId}?$expand=sessions($expand=segments)`)
        return response.json()
      } catch (error) {
        if (error instanceof GraphFailure && error.status === 404) return undefined
        throw error
      }
    },
  }
}

async function download({ recordingLocation, recordingAccessToken }: RecordOperation): Promise<Blob> {
  const headers = { Authorization: `Bearer ${recordingAccessToken}` }
  const response = await fetch(recordingLocation ?? '', { headers })
  if (!response.ok) throw await toFailure(response)
  // Graph serves the bytes without a type, which an audio player needs.
  return new Blob([await response.arrayBuffer()], { type: 'audio/wav' })
}
