import type { DirectoryIdentity } from '../src/index.ts'

/** The people of the playground: the emulator knows them, and the app has them among its contacts. */
export const people = [
  { id: '112f7296-5fa4-42ca-bae8-6a692b15d4b8', displayName: 'Adele Vance' },
  { id: '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2', displayName: 'Alex Wilber' },
  { id: 'a8c5ac0a-25c9-4f0b-9a5c-1d5f6a4dfb0e', displayName: 'Megan Bowen' },
] as const satisfies readonly DirectoryIdentity[]

/** The application under development. */
export const app = {
  id: '24701998-1a73-4d42-8085-bf46ed0ae039',
  displayName: 'Contoso Calls',
} as const satisfies DirectoryIdentity
