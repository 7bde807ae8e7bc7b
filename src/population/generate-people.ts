import { type Directory, findTrunk } from '../directory/directory.ts'
import { drawGuid } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { OFFICES } from './offices.ts'
import type { PopulationPerson, PopulationPhone } from './population-plan.ts'

/** The users of the directory come first, then generated ones. */
export function generatePeople({ users }: Directory, count: number, random: Random): PopulationPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    ...(users[index] ?? generateUser(index, random)),
    office: (OFFICES[index % OFFICES.length] ?? OFFICES[0]).name,
  }))
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
