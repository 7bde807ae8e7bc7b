/** Formats a rejected value for an error message. */
export function formatValue(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  return typeof value === 'object' && value !== null ? formatObject(value) : String(value)
}

function formatObject(value: object): string {
  try {
    return JSON.stringify(value)
  } catch {
    // It refers to itself, is nested thousands of levels deep, or contains a value that JSON cannot represent.
    return Array.isArray(value) ? '[…]' : '{…}'
  }
}
