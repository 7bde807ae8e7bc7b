import type { EndpointAddress } from '../graph/endpoint/endpoint.ts'

const RECORDS = '/communications/callRecords'
const RECORD = `${RECORDS}/:callRecordId`
const SESSIONS = `${RECORD}/sessions`
const SEGMENTS = `${SESSIONS}/:sessionId/segments`
const PARTICIPANTS = `${RECORD}/participants_v2`
const TYPES = 'microsoft.graph.callRecords'

/** Which requests are for the endpoints of call records, whose code is loaded with the first one of them. */
export const callRecordAddresses: readonly EndpointAddress[] = [
  { method: 'GET', path: RECORDS, type: `${TYPES}.callRecord` },
  { method: 'POST', path: RECORDS, alsoAt: [`${RECORDS}/$ref`] },
  { method: 'GET', path: RECORD, type: `${TYPES}.callRecord` },
  { method: 'PATCH', path: RECORD },
  { method: 'DELETE', path: RECORD },
  { method: 'GET', path: SESSIONS, type: `${TYPES}.session` },
  { method: 'POST', path: SESSIONS, alsoAt: [`${SESSIONS}/$ref`] },
  { method: 'GET', path: `${SESSIONS}/:sessionId`, type: `${TYPES}.session` },
  { method: 'GET', path: SEGMENTS, type: `${TYPES}.segment` },
  { method: 'GET', path: `${SEGMENTS}/:segmentId`, type: `${TYPES}.segment` },
  { method: 'GET', path: `${RECORD}/organizer_v2`, type: `${TYPES}.organizer` },
  { method: 'GET', path: PARTICIPANTS, type: `${TYPES}.participant` },
  { method: 'GET', path: `${PARTICIPANTS}/:participantId`, type: `${TYPES}.participant` },
  { method: 'GET', path: `${RECORDS}/getPstnCalls` },
  { method: 'GET', path: `${RECORDS}/getDirectRoutingCalls` },
  { method: 'GET', path: `${RECORDS}/getSmsLog`, betaOnly: true },
  { method: 'GET', path: `${RECORDS}/getPstnBlockedUsersLog`, betaOnly: true },
  { method: 'GET', path: `${RECORDS}/getPstnOnlineMeetingDialoutReport`, betaOnly: true },
]
