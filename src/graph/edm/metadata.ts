import type { MetadataFacts } from './facts.ts'
import { callActions } from './types/call-actions.ts'
import { callMedia } from './types/call-media.ts'
import { callRecords } from './types/call-records.ts'
import { callRecordsLogs } from './types/call-records-logs.ts'
import { callRecordsMedia } from './types/call-records-media.ts'
import { calls } from './types/calls.ts'
import { cloudCommunications } from './types/cloud-communications.ts'
import { commsOperations } from './types/comms-operations.ts'
import { identities } from './types/identities.ts'
import { meetings } from './types/meetings.ts'
import { notifications } from './types/notifications.ts'
import { participants } from './types/participants.ts'
import { presence } from './types/presence.ts'
import { teleconferenceQuality } from './types/teleconference-quality.ts'

/**
 * The part of Graph's v1.0 metadata that calls and call records reach.
 * @see https://graph.microsoft.com/v1.0/$metadata
 */
export const v1Metadata: readonly MetadataFacts[] = [
  cloudCommunications,
  identities,
  participants,
  meetings,
  calls,
  callMedia,
  commsOperations,
  callActions,
  callRecords,
  callRecordsMedia,
  callRecordsLogs,
  notifications,
  presence,
  teleconferenceQuality,
]
