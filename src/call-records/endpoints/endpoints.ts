import type { Endpoint } from '../../graph/endpoint/endpoint.ts'
import type { EndpointTypes } from '../endpoint.ts'
import { getDirectRoutingCalls } from './logs/get-direct-routing-calls.ts'
import { getPstnBlockedUsersLog } from './logs/get-pstn-blocked-users-log.ts'
import { getPstnCalls } from './logs/get-pstn-calls.ts'
import { getPstnOnlineMeetingDialoutReport } from './logs/get-pstn-online-meeting-dialout-report.ts'
import { getSmsLog } from './logs/get-sms-log.ts'
import { createCallRecord } from './records/create-call-record.ts'
import { createSession } from './records/create-session.ts'
import { deleteCallRecord } from './records/delete-call-record.ts'
import { getCallRecord } from './records/get-call-record.ts'
import { getOrganizer } from './records/get-organizer.ts'
import { getRecordParticipant } from './records/get-record-participant.ts'
import { getSegment } from './records/get-segment.ts'
import { getSession } from './records/get-session.ts'
import { listCallRecords } from './records/list-call-records.ts'
import { listRecordParticipants } from './records/list-record-participants.ts'
import { listSegments } from './records/list-segments.ts'
import { listSessions } from './records/list-sessions.ts'
import { updateCallRecord } from './records/update-call-record.ts'

/** In the order in which the README lists them. */
export const callRecordEndpoints: readonly Endpoint<EndpointTypes>[] = [
  listCallRecords,
  createCallRecord,
  getCallRecord,
  updateCallRecord,
  deleteCallRecord,
  listSessions,
  createSession,
  getSession,
  listSegments,
  getSegment,
  getOrganizer,
  listRecordParticipants,
  getRecordParticipant,
  getPstnCalls,
  getDirectRoutingCalls,
  getSmsLog,
  getPstnBlockedUsersLog,
  getPstnOnlineMeetingDialoutReport,
]
