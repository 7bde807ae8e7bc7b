import { EventHeap } from './event-heap.ts'

/** What the clock needs to know of an event; the rest is its owner's. */
export interface DueEvent {
  readonly sequence: number
  readonly at: number
  /** A background event does not keep the clock from being idle. */
  readonly background: boolean
}

/** The events to come, by time and then by sequence number. Those that were cancelled are passed over silently. */
export interface EventQueue<Event extends DueEvent> {
  push(event: DueEvent): void
  /** The earliest event that is still to happen. */
  peek(): Event | undefined
  /** Takes out the event that `peek` has just given. */
  pop(event: DueEvent): void
  /** Whether any event is still to happen that is not a background event. */
  hasForeground(): boolean
  clear(): void
}

/**
 * @param pending Gives the event of a sequence number as it stands now. One that it does not give, or gives with another
 *   time, was cancelled: nobody has to tell the queue.
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
      // Asking whether an event is pending is the dear part, so only the earlier one is asked for.
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
      // Cancelled events would pile up far in the future. Sweeping now and then costs each a constant.
      if (heap.size >= limit) {
        heap.keep((keptAt, kept) => find(keptAt, kept) !== undefined)
        limit = Math.max(1_024, heap.size * 4)
      }
      heap.push(at, sequence)
    },
  }
}
