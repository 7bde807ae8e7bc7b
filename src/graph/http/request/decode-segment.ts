/** Decodes a segment of a path. Malformed percent-encoding is kept, and then matches nothing. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
