import type { DirectoryIdentity } from '../src/index.ts'

/** The users of the tenant, who are also the contacts of the app. */
export const people = [
  { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8', displayName: 'Adele Vance' },
  { id: '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2', displayName: 'Alex Wilber' },
  { id: 'a8c5ac0a-25c9-4f0b-9a5c-1d5f6a4dfb0e', displayName: 'Megan Bowen' },
  { id: '5c2b8a44-6c0e-4f6b-9d3e-7f1f0d6f4b21', displayName: 'Isaiah Langer' },
  { id: 'e07c9c1b-2a0f-4d8e-8a57-41c1f6c2d9aa', displayName: 'Miriam Graham' },
  { id: '7d9be3f5-91b4-4a3c-b0e2-c84d2f5ae613', displayName: 'Nestor Wilke' },
] as const satisfies readonly DirectoryIdentity[]

/** The tenant of the users, which an app has to name to join a meeting. */
export const tenantId = '9f4ebab6-520d-49c0-85cc-7b25c78d4a93'

/** The application under development. */
export const app = {
  id: '24701998-1a73-4d42-8085-bf46ed0ae039',
  displayName: 'Contoso Calls',
} as const satisfies DirectoryIdentity
