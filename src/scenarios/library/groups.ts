import type { Scenario } from '../language/scenario.ts'

/** Calls of several, and meetings. */
export const groups = {
  oneMoreJoins: {
    name: 'oneMoreJoins',
    description: 'All whom the app calls answer together, one more joins, and half a minute later everybody leaves.',
    match: { direction: 'outgoing', kind: 'group' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '5s', do: 'join' },
      { after: '30s', do: 'leave' },
    ],
  },
  lobbyAdmitted: {
    name: 'lobbyAdmitted',
    description: 'The app waits in the meeting’s lobby and is admitted after ten seconds.',
    match: { kind: 'meeting' },
    steps: [{ do: 'lobby' }, { after: '10s', do: 'admit' }],
  },
  lobbyDenied: {
    name: 'lobbyDenied',
    description: 'The app waits in the meeting’s lobby and is turned away after ten seconds.',
    match: { kind: 'meeting' },
    steps: [{ do: 'lobby' }, { after: '10s', do: 'deny' }],
  },
  lobbyTimeout: {
    name: 'lobbyTimeout',
    description: 'The app waits in the meeting’s lobby until nobody may wait any longer.',
    match: { kind: 'meeting' },
    steps: [{ do: 'lobby' }],
  },
  removedFromMeeting: {
    name: 'removedFromMeeting',
    description: 'Somebody removes the app from the meeting, twenty seconds after it came in.',
    match: { kind: 'meeting' },
    steps: [{ when: 'established', after: '20s', do: 'remove', who: 'app' }],
  },
  screenShare: {
    name: 'screenShare',
    description: 'The meeting’s organizer shares a screen for twenty seconds.',
    match: { kind: 'meeting' },
    steps: [
      { when: 'established', after: '3s', do: 'share' },
      { after: '20s', do: 'stopSharing' },
    ],
  },
  invitationDeclined: {
    name: 'invitationDeclined',
    description: 'Whoever the app invites into the meeting declines.',
    match: { kind: 'meeting' },
    steps: [{ when: 'invited', after: '2s', do: 'decline' }],
  },
} as const satisfies Record<string, Scenario>
