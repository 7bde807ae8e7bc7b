import { customRandom, urlAlphabet } from 'nanoid'
import type { Random } from './random.ts'

/** Generates ids from the seed. */
export interface Ids {
  /** A GUID in Graph's form: version 4, lower case. */
  guid(): string
  /** URL-safe text, 21 characters long by default. */
  token(length?: number): string
}

export function createIds({ bytes }: Pick<Random, 'bytes'>): Ids {
  const nanoid = customRandom(urlAlphabet, 21, bytes)
  const codes = [...GUID_FORM]

  // Engines keep concatenated text as a tree of its parts. Text from character codes, or from `join`, is flat and takes
  // an eighth of the memory.
  return {
    guid() {
      const random = bytes(30)
      let left = random.length
      for (const place of DIGIT_PLACES) {
        left -= 1
        codes[place] = codeAt(DIGITS, random[left])
      }
      codes[VARIANT_PLACE] = codeAt(VARIANTS, bytes(1)[0])
      return String.fromCharCode(...codes)
    },
    token(length) {
      const token = nanoid(length)
      return [token.slice(0, 1), token.slice(1)].join('')
    },
  }
}

const DIGITS = toCodes('0123456789abcdef')
const VARIANTS = toCodes('89ab')
const GUID_FORM = toCodes('xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx')
const VARIANT_PLACE = 19
const DIGIT_PLACES = [...GUID_FORM.keys()].filter((place) => GUID_FORM[place] === 'x'.charCodeAt(0))

function toCodes(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

/** The character code for a random byte. All are equally likely, because the number of codes is a power of two. */
function codeAt(codes: readonly number[], byte = 0): number {
  return codes[byte % codes.length] ?? 0
}
