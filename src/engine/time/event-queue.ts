import { EventHeap } from './event-heap.ts'

/** The members of an event that the clock reads. */
export interface DueEvent {
  readonly sequence: number
  readonly at: number
  /** A background event (an expiry) does not keep the clock from being idle. */
  readonly background: boolean
}

/** Scheduled events, ordered by time and then by sequence number. Cancelled events are skipped. */
export interface EventQueue<Event extends DueEvent> {
  push(event: DueEvent): void
  /** The earliest event that is still pending. */
  peek(): Event | undefined
  /** Removes the event that `peek` has just returned. */
  pop(event: DueEvent): void
  /** Whether an event is pending that is not a background event. */
  hasForeground(): boolean
  clear(): void
}

/**
 * @param pending Returns the current event with a sequence number. An event that it does not return, or returns with
 *   another time, was cancelled: cancelling needs no call to the queue.
 */
export function createEventQueue<Event extends DueEvent>(
  pending: (sequence: number) => Event | undefined,
): EventQueue<Event> {
  let foreground = createLane(pending, false)
  let background = createLane(pending, true)
  const laneOf = (event: DueEvent) => (event.background ? background : foreground)

  return {
    push: (event) => laneOf(event).push(event),
    peek() {
      // Looking up whether an event is pending is the expensive part, so only the earlier one is looked up.
      for (;;) {
        const lane = isEarlier(background.heap, foreground.heap) ? background : foreground
        if (lane.heap.size === 0) return undefined
        const event = lane.find(lane.heap.at, lane.heap.sequence)
        if (event) return event
        lane.heap.pop()
      }
    },
    pop: (event) => laneOf(event).heap.pop(),
    hasForeground() {
      const { heap, find } = foreground
      while (heap.size > 0 && !find(heap.at, heap.sequence)) heap.pop()
      return heap.size > 0
    },
    clear() {
      foreground = createLane(pending, false)
      background = createLane(pending, true)
    },
  }
}

function isEarlier(one: EventHeap, other: EventHeap): boolean {
  if (one.size === 0 || other.size === 0) return one.size > 0
  return one.at < other.at || (one.at === other.at && one.sequence < other.sequence)
}

function createLane<Event extends DueEvent>(pending: (sequence: number) => Event | undefined, background: boolean) {
  const heap = new EventHeap()
  let limit = 1_024

  const find = (at: number, sequence: number) => {
    const event = pending(sequence)
    return event?.at === at && event.background === background ? event : undefined
  }
  return {
    heap,
    find,
    push({ at, sequence }: DueEvent) {
      // Cancelled events far in the future would pile up. Sweeping them here costs each push a constant on average.
      if (heap.size >= limit) {
        heap.keep((keptAt, kept) => find(keptAt, kept) !== undefined)
        limit = Math.max(1_024, heap.size * 4)
      }
      heap.push(at, sequence)
    },
  }
}
