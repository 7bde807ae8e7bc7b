import * as v from 'valibot'

/** A position of a generator: its seed and its state, eight integers of 32 bits. A state of zeros would stay zero. */
export const randomPosition: v.GenericSchema<number[]> = v.pipe(
  v.array(v.number()),
  v.check(
    (words) => words.length === 8 && words.every((word) => (word | 0) === word) && words.slice(4).some(Boolean),
    ({ input }) => `Expected 8 integers of 32 bits, not all zero, but received [${input}]`,
  ),
)
