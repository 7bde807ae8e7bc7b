import type { Step } from '../../../calls/steps.ts'
import type { CapturedParticipant } from '../capture/captured-participant.ts'

type Toggle = readonly [on: Step['do'], off: Step['do'], isOn: (participant: CapturedParticipant) => boolean]

/** What a participant can switch on and off, with the steps that do so. */
export const TOGGLES: readonly Toggle[] = [
  ['mute', 'unmute', ({ isMuted }) => isMuted],
  ['startVideo', 'stopVideo', ({ hasVideo }) => hasVideo],
  ['share', 'stopSharing', ({ isSharing }) => isSharing],
]

/** @param who Without it, the step applies to every participant for whom it is possible. */
export function toParticipantStep(kind: Step['do'], who: string | undefined): Step | undefined {
  const named = who === undefined || who === '' ? {} : { who }
  switch (kind) {
    case 'answer':
    case 'join':
    case 'leave':
    case 'lobby':
    case 'admit':
    case 'deny':
    case 'mute':
    case 'unmute':
    case 'startVideo':
    case 'stopVideo':
    case 'share':
    case 'stopSharing':
      return { do: kind, ...named }
    case 'remove':
      return who ? { do: kind, who } : undefined
    default:
      return undefined
  }
}
