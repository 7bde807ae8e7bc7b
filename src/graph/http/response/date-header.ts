/** A `Date` header. It has no more than seconds, and most answers are given in the same one: the last text is kept. */
export function toDateHeader(now: number): string {
  const second = Math.floor(now / 1_000)
  if (second !== last.second) last = { second, text: new Date(now).toUTCString() }
  return last.text
}

let last = { second: Number.NaN, text: '' }
