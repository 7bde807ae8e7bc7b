import { type Directory, findTrunk } from '../directory/directory.ts'
import { drawGuid } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { OFFICES } from './offices.ts'
import type { PastPerson, PastPhone } from './plan.ts'

/** So many people: the directory's users first, then others who are made up. */
export function drawPeople({ users }: Directory, count: number, random: Random): PastPerson[] {
  return Array.from({ length: count }, (_, index) => ({
    ...(users[index] ?? drawUser(index, random)),
    office: (OFFICES[index % OFFICES.length] ?? OFFICES[0]).name,
  }))
}

/** First names come in turns, so that nobody is there twice until all names have been together. */
function drawUser(index: number, random: Random) {
  const round = Math.floor(index / FIRST_NAMES.length)
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? ''
  const last = LAST_NAMES[(index * 7 + round) % LAST_NAMES.length] ?? ''
  // The thousandth still has an address of their own.
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

/** How many numbers outside the tenant call and are called, besides those of its trunks. */
const PHONES = 40
/** Ranges that are kept for fiction, with the digits that are left to draw. */
const FICTION = [
  ['+12065550', 3],
  ['+14255550', 3],
  ['+3319900', 4],
  ['+442079460', 3],
  ['+493023125', 3],
  ['+61255500', 3],
] as const

/** Phones outside the tenant: those that its trunks connect, and some of calling plans. */
export function drawPhones(directory: Directory, random: Random): PastPhone[] {
  const drawn = Array.from({ length: PHONES }, () => {
    const [prefix, digits] = random.pick(FICTION)
    return prefix + String(random.int(100, 199)).padStart(digits, '0')
  })
  const numbers = new Set([...directory.trunks.flatMap((trunk) => trunk.numbers), ...drawn])
  return Array.from(numbers, (number) => ({ number, ...findTrunk(directory, number) }))
}
