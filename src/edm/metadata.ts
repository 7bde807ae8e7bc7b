import { callActions } from './call-actions.ts'
import { callMedia } from './call-media.ts'
import { callRecords } from './call-records.ts'
import { callRecordsLogs } from './call-records-logs.ts'
import { callRecordsMedia } from './call-records-media.ts'
import { calls } from './calls.ts'
import { cloudCommunications } from './cloud-communications.ts'
import { commsOperations } from './comms-operations.ts'
import type { MetadataFacts } from './facts.ts'
import { identities } from './identities.ts'
import { meetings } from './meetings.ts'
import { notifications } from './notifications.ts'
import { participants } from './participants.ts'
import { presence } from './presence.ts'
import { teleconferenceQuality } from './teleconference-quality.ts'

/**
 * What the emulator knows of Graph's v1.0 metadata: all that calls and call records reach.
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
