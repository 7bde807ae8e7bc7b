import type { Scenario } from '../language/scenario.ts'

/** Group calls and meetings. */
export const groups = {
  oneMoreJoins: {
    name: 'oneMoreJoins',
    description: 'All callees answer together, one more user joins, and all leave half a minute later.',
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
    description: 'The app waits in the meeting’s lobby and is denied after ten seconds.',
    match: { kind: 'meeting' },
    steps: [{ do: 'lobby' }, { after: '10s', do: 'deny' }],
  },
  lobbyTimeout: {
    name: 'lobbyTimeout',
    description: 'The app waits in the meeting’s lobby until the wait times out.',
    match: { kind: 'meeting' },
    steps: [{ do: 'lobby' }],
  },
  removedFromMeeting: {
    name: 'removedFromMeeting',
    description: 'A participant removes the app from the meeting twenty seconds after it has joined.',
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
    description: 'The people whom the app invites to the meeting decline.',
    match: { kind: 'meeting' },
    steps: [{ when: 'invited', after: '2s', do: 'decline' }],
  },
} as const satisfies Record<string, Scenario>
