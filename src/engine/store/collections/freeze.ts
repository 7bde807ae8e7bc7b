/**
 * Freezes plain data deeply. Skips objects that are frozen already. Three times as fast as Immer's `freeze`, which
 * supports more than plain data.
 * @returns the same object.
 */
export function freeze<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data
  Object.freeze(data)
  if (Array.isArray(data)) for (const item of data) freeze(item)
  else for (const name in data) freeze(data[name])
  return data
}
