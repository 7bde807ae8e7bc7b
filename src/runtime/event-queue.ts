import TinyQueue from 'tinyqueue'

/** What the clock needs to know of an event: the rest is the owner's. */
export interface DueEvent {
  readonly sequence: number
  readonly at: number
  /** A background event does not keep the clock from being idle. */
  readonly background: boolean
}

/** The events to come, by time and then by sequence number. Those that were cancelled are passed over silently. */
export interface EventQueue {
  push(event: DueEvent): void
  /** The earliest event that is still to happen. */
  peek(): DueEvent | undefined
  /** Takes out the event that `peek` has just given. */
  pop(event: DueEvent): void
  hasForeground(): boolean
  clear(): void
}

/**
 * @param pending Gives the event of a sequence number as it stands now. One that it does not give, or gives otherwise,
 *   counts as cancelled.
 */
export function createEventQueue(pending: (sequence: number) => DueEvent | undefined): EventQueue {
  const isPending = ({ sequence, at, background }: DueEvent) => {
    const known = pending(sequence)
    return known !== undefined && known.at === at && known.background === background
  }
  const foreground = createHeap(isPending)
  const background = createHeap(isPending)

  const heapOf = (event: DueEvent) => (event.background ? background : foreground)

  return {
    push: (event) => heapOf(event).push(event),
    peek() {
      const one = foreground.peek()
      const other = background.peek()
      return one && (!other || compare(one, other) < 0) ? one : other
    },
    pop: (event) => heapOf(event).pop(),
    hasForeground: () => foreground.peek() !== undefined,
    clear() {
      foreground.clear()
      background.clear()
    },
  }
}

function compare(one: DueEvent, other: DueEvent): number {
  return one.at - other.at || one.sequence - other.sequence
}

function createHeap(isPending: (event: DueEvent) => boolean) {
  let heap = new TinyQueue<DueEvent>([], compare)
  let limit = 1_024

  const peek = () => {
    let head = heap.peek()
    while (head && !isPending(head)) {
      heap.pop()
      head = heap.peek()
    }
    return head
  }
  return {
    push({ sequence, at, background }: DueEvent) {
      // Cancelled events would pile up far in the future. Sweeping at each doubling costs each of them a constant.
      if (heap.length >= limit) {
        heap = new TinyQueue(heap.data.filter(isPending), compare)
        limit = Math.max(1_024, heap.length * 2)
      }
      heap.push({ sequence, at, background })
    },
    peek,
    pop() {
      heap.pop()
    },
    clear() {
      heap = new TinyQueue<DueEvent>([], compare)
    },
  }
}
