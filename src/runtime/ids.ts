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
  const hex = customRandom('0123456789abcdef', 30, bytes)
  const variant = customRandom('89ab', 1, bytes)
  const text = customRandom(urlAlphabet, 21, bytes)

  // Text that was put together with + is kept as a tree of its pieces; text that was joined is flat, and an eighth the size.
  return {
    guid() {
      const digits = hex()
      const third = `4${digits.slice(12, 15)}`
      const fourth = variant() + digits.slice(15, 18)
      return [digits.slice(0, 8), digits.slice(8, 12), third, fourth, digits.slice(18)].join('-')
    },
    token(length) {
      const token = text(length)
      return [token.slice(0, 1), token.slice(1)].join('')
    },
  }
}
