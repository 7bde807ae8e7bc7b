import type { Call, CallRecords, CommsOperation, Participant, RecordOperation } from '@microsoft/microsoft-graph-types'
import { createSend, GraphFailure, type Send, toFailure } from '../graph-request.ts'
import type { CallPlan, Person } from './call-plan.ts'
import { MEDIA, toCallRequest, toInvitation } from './requests.ts'

/** Graph's calling APIs, as far as this app uses them. Every function throws a {@link GraphFailure} when Graph says no. */
export interface Communications {
  /** Calls somebody, calls several, or joins a meeting. */
  place(plan: CallPlan, callbackUri: string): Promise<Call>
  answer(callId: string, callbackUri: string): Promise<void>
  reject(callId: string, reason: 'none' | 'busy'): Promise<void>
  hangUp(callId: string): Promise<void>
  /** Hands a call between two to somebody else. What comes of it is told by notifications. */
  transfer(callId: string, to: Person): Promise<void>
  /** Who is in a group call or meeting, or waits in its lobby. */
  participants(callId: string): Promise<readonly Participant[]>
  invite(callId: string, who: Person): Promise<CommsOperation>
  muteParticipant(callId: string, participantId: string): Promise<void>
  /** Mutes the app itself, or unmutes it. */
  setMuted(callId: string, isMuted: boolean): Promise<void>
  /** Records what the other side says, until it falls silent or presses #. */
  record(callId: string): Promise<RecordOperation>
  /** Ends what is being recorded, without a recording. */
  cancelRecording(callId: string): Promise<void>
  download(operation: RecordOperation): Promise<Blob>
  /** The call's record, or `undefined` while Graph has not written it yet. */
  callRecord(callChainId: string): Promise<CallRecords.CallRecord | undefined>
}

/** @param getToken Asked before each request, as an app asks its authentication library. */
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
    async transfer(callId, to) {
      await send('POST', `/calls/${callId}/transfer`, { transferTarget: toInvitation(to) })
    },
    async participants(callId) {
      const response = await send('GET', `/calls/${callId}/participants`)
      const { value } = await response.json()
      return value
    },
    async invite(callId, who) {
      const response = await send('POST', `/calls/${callId}/participants/invite`, { participants: [toInvitation(who)] })
      return response.json()
    },
    async muteParticipant(callId, participantId) {
      await send('POST', `/calls/${callId}/participants/${participantId}/mute`, {})
    },
    async setMuted(callId, isMuted) {
      await send('POST', `/calls/${callId}/${isMuted ? 'mute' : 'unmute'}`, {})
    },
    async record(callId) {
      const response = await send('POST', `/calls/${callId}/recordResponse`, {
        bargeInAllowed: true,
        initialSilenceTimeoutInSeconds: 10,
        maxSilenceTimeoutInSeconds: 3,
        maxRecordDurationInSeconds: 60,
        playBeep: true,
        stopTones: ['#'],
      })
      return response.json()
    },
    async cancelRecording(callId) {
      await send('POST', `/calls/${callId}/cancelMediaProcessing`, {})
    },
    async download({ recordingLocation, recordingAccessToken }) {
      const response = await fetch(recordingLocation ?? '', {
        headers: { Authorization: `Bearer ${recordingAccessToken}` },
      })
      if (!response.ok) throw await toFailure(response)
      // Graph serves plain bytes; a player wants to know what they are.
      return new Blob([await response.arrayBuffer()], { type: 'audio/wav' })
    },
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
