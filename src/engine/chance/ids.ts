import { customRandom, urlAlphabet } from 'nanoid'
import type { Random } from './random.ts'

/** Identifiers drawn from the seed. */
export interface Ids {
  /** A GUID as Graph writes them: version 4, lower case. */
  guid(): string
  /** A text that is safe in URLs, of 21 characters unless told otherwise. */
  token(length?: number): string
}

export function createIds({ bytes }: Pick<Random, 'bytes'>): Ids {
  const text = customRandom(urlAlphabet, 21, bytes)
  const codes = [...GUID_FORM]

  // Text that was put together with + is kept as a tree of its pieces; what is made of character codes, or joined, is
  // flat, and an eighth the size.
  return {
    guid() {
      // All that is drawn is written anew each time.
      const drawn = bytes(30)
      let left = drawn.length
      for (const place of DRAWN_PLACES) {
        left -= 1
        codes[place] = codeAt(DIGITS, drawn[left])
      }
      codes[VARIANT_PLACE] = codeAt(VARIANTS, bytes(1)[0])
      return String.fromCharCode(...codes)
    },
    token(length) {
      const token = text(length)
      return [token.slice(0, 1), token.slice(1)].join('')
    },
  }
}

const DIGITS = toCodes('0123456789abcdef')
const VARIANTS = toCodes('89ab')
const GUID_FORM = toCodes('xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx')
const VARIANT_PLACE = 19
const DRAWN_PLACES = [...GUID_FORM.keys()].filter((place) => GUID_FORM[place] === 'x'.charCodeAt(0))

function toCodes(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}

/** The code that a drawn byte stands for: of as many codes as are a power of two, each is as likely. */
function codeAt(codes: readonly number[], byte = 0): number {
  return codes[byte % codes.length] ?? 0
}
