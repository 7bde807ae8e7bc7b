/** Replaces the last digits of a phone number by asterisks, as Graph's logs do for privacy. */
export function maskNumber(number: string, digits: number): string {
  return `${number.slice(0, -digits)}${'*'.repeat(digits)}`
}
