import { type Directory, type DirectoryUser, findTrunk, isTenantUser } from '../directory/directory.ts'
import { drawGuid } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { OFFICES } from './offices.ts'
import type { PopulateSettings } from './populate-options.ts'
import type { PopulationPerson, PopulationPhone } from './population-plan.ts'

/**
 * The tenant's users of the directory come first, then generated ones. They are followed by the people from outside, who
 * call less often: those of the directory, then generated ones.
 */
export function generatePeople(
  directory: Directory,
  { people, externalPeople }: Pick<PopulateSettings, 'people' | 'externalPeople'>,
  random: Random,
): PopulationPerson[] {
  const known = directory.users.filter((user) => isTenantUser(directory, user))
  const users = Array.from({ length: people }, (_, index) => known[index] ?? generateUser(index, random))
  const outside = random.fork('outside')
  const external = [
    ...directory.users.filter((user) => !isTenantUser(directory, user)),
    ...Array.from({ length: externalPeople }, (_, index) => generateExternalPerson(people + index, outside)),
  ]
  return [...users, ...external].map((person, index) => ({
    ...person,
    office: (OFFICES[index % OFFICES.length] ?? OFFICES[0]).name,
  }))
}

/** The tenant of all generated people of another tenant. */
const EXTERNAL_TENANT_ID = '5c1d6c0e-2f0a-4b57-8a3e-3f6f0f8f6b1a'

/** Every second person is a guest, and every third has no name. */
function generateExternalPerson(index: number, random: Random): DirectoryUser {
  const { id, displayName, userPrincipalName } = generateUser(index, random)
  return {
    id,
    ...(index % 3 !== 0 && { displayName }),
    ...(index % 2 === 0
      ? { guest: true }
      : { tenantId: EXTERNAL_TENANT_ID, userPrincipalName: userPrincipalName.replace('@contoso', '@fabrikam') }),
  }
}

/** Combines first and last names so that no full name repeats before all combinations are used. */
function generateUser(index: number, random: Random) {
  const round = Math.floor(index / FIRST_NAMES.length)
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? ''
  const last = LAST_NAMES[(index * 7 + round) % LAST_NAMES.length] ?? ''
  // Names repeat after that many rounds, but addresses must stay unique.
  const number = round < LAST_NAMES.length ? '' : String(round)
  return {
    id: drawGuid(random),
    displayName: `${first} ${last}`,
    userPrincipalName: `${first}.${last}${number}@contoso.com`.toLowerCase(),
  }
}

const FIRST_NAMES = [
  ...['Amina', 'Bruno', 'Chiara', 'Daniel', 'Elif', 'Farid', 'Grace', 'Hiro', 'Ines', 'Jonas', 'Kavya', 'Liam'],
  ...['Mira', 'Noah', 'Olga', 'Pedro', 'Quinn', 'Rosa', 'Samir', 'Tove', 'Uma', 'Viktor', 'Wanda', 'Yusuf'],
] as const
const LAST_NAMES = [
  ...['Adler', 'Brandt', 'Castillo', 'Dubois', 'Eriksen', 'Fontaine', 'Garcia', 'Haddad', 'Ivanova', 'Jensen'],
  ...['Kowalski', 'Larsen', 'Moreau', 'Nakamura', 'Okafor', 'Petrov', 'Rossi', 'Schmidt', 'Tanaka', 'Ueda'],
  ...['Vargas', 'Weber', 'Xu', 'Yilmaz', 'Zhang', 'Bauer', 'Costa', 'Demir', 'Fischer', 'Novak', 'Silva'],
] as const

/** How many phone numbers outside the tenant call and are called, in addition to those of its trunks. */
const PHONE_COUNT = 40
/** Number ranges reserved for fiction, each with the number of digits left to draw. */
const FICTIONAL_RANGES = [
  ['+12065550', 3],
  ['+14255550', 3],
  ['+3319900', 4],
  ['+442079460', 3],
  ['+493023125', 3],
  ['+61255500', 3],
] as const

/** All numbers that the tenant's trunks connect, and generated numbers of calling plans. */
export function generatePhones(directory: Directory, random: Random): PopulationPhone[] {
  const drawn = Array.from({ length: PHONE_COUNT }, () => {
    const [prefix, digits] = random.pick(FICTIONAL_RANGES)
    return prefix + String(random.int(100, 199)).padStart(digits, '0')
  })
  const numbers = new Set([...directory.trunks.flatMap((trunk) => trunk.numbers), ...drawn])
  return Array.from(numbers, (number) => ({ number, ...findTrunk(directory, number) }))
}
