/** A segment of a path as it is meant. Broken percent-encoding is kept as it is: it names nothing that is there. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
