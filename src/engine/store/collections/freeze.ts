/**
 * Freezes plain data, all the way down; what is frozen is taken to be so all the way down. (Immer's own looks at each
 * object in ways that plain data does not need, and takes three times as long.)
 * @returns the very same data.
 */
export function freeze<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data
  Object.freeze(data)
  if (Array.isArray(data)) for (const item of data) freeze(item)
  else for (const name in data) freeze(data[name])
  return data
}
