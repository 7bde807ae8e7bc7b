/** Parses an ISO 8601 duration of hours or less, such as `PT0.021S`. Anything else counts as 0. */
export function toMilliseconds(duration: string | null | undefined): number {
  const parts = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(duration ?? '')
  if (!parts) return 0
  const [, hours = 0, minutes = 0, seconds = 0] = parts
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000
}

/** `0:07`, `1:02:30` */
export function toTimer(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000))
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** `12 s`, `2 min 5 s` */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
