import type { CapturedCall } from './capture/captured-call.ts'
import { type CapturedRequest, responseIn } from './capture/captured-request.ts'
import { textIn } from './capture/json.ts'
import { toResourceId } from './capture/resource-id.ts'
import { isRefusal } from './fault-rules.ts'
import type { AddNote } from './steps/observed-step.ts'

/** Adds a note about a request to Graph that no scenario and no fault rule reproduces. */
export function noteIfUnmapped(request: CapturedRequest, calls: readonly CapturedCall[], addNote: AddNote): void {
  const { segments, status, method, responseBody } = request
  if (!segments) return
  const [root = '', collection = '', id = ''] = segments.map((segment) => segment.toLowerCase())
  const isOfCalls = root === 'communications' && collection === 'calls'
  if (isRefusal(request)) {
    // A call that has ended is not found, in the emulator as well.
    if (status === 404 && calls.some((call) => call.id === toResourceId(id))) return
    addNote(request, `answered ${status}: the emulator validates such a request itself; a fault rule could refuse it`)
  } else if (isOfCalls && method === 'POST' && id === '' && status < 300 && !textIn(responseIn(request).id)) {
    const cause = responseBody === undefined ? 'its response has no JSON body in the HAR' : "its response has no 'id'"
    addNote(request, `${cause}, so the call cannot be followed`)
  } else if (root === 'communications' && collection === 'callrecords') {
    addNote(request, 'call records are not mapped: the emulator writes those of the calls that the scenarios play')
  }
}
