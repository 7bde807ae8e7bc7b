/** Writes a `Date` header. It has a resolution of seconds, so consecutive responses usually share the cached text. */
export function toDateHeader(now: number): string {
  const second = Math.floor(now / 1_000)
  if (second !== last.second) last = { second, text: new Date(now).toUTCString() }
  return last.text
}

let last = { second: Number.NaN, text: '' }
