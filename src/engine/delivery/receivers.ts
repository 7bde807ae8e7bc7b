import { formatValue } from '../values/format-value.ts'
import { isLoopback } from './loopback.ts'

/** Receives requests in the same page. Without a returned `Response`, the emulator takes the response as 202. */
// biome-ignore lint/suspicious/noConfusingVoidType: a receiver may be any function that handles a request, also one that returns nothing
export type NotificationReceiver = (request: Request) => Response | void | Promise<Response | void>

/**
 * Where notifications and requests for a prompt's WAV are sent:
 * - `'auto'`: to receivers registered with `emulator.receive`, and by `fetch` to loopback and same-origin URLs. All others
 *   stay in the trace as undelivered, so that a placeholder URL never causes network traffic.
 * - `'fetch'`: to registered receivers, and by `fetch` to all other URLs, for the page's own MSW handlers or a real server.
 * - `'none'`: nowhere.
 * - a function: it receives every request and returns the response.
 */
export type Deliver = 'auto' | 'fetch' | 'none' | NotificationReceiver

export interface Receivers {
  /** @throws TypeError for a URL that is not absolute, or a receiver that is not a function. */
  register(url: string, receiver: NotificationReceiver): () => void
  /** @returns the receiver of a URL, or `undefined` if nothing may be sent there. */
  find(url: string): NotificationReceiver | undefined
  /** Why `find` finds no receiver, and how to register one. */
  readonly noReceiver: string
}

export function createReceivers(deliver: Deliver): Receivers {
  const registered = new Map<string, NotificationReceiver>()
  return {
    register(url, receiver) {
      const parsed = URL.parse(url)
      if (!parsed) throw new TypeError(`emulator.receive: '${url}' is not an absolute URL.`)
      if (typeof receiver !== 'function')
        throw new TypeError(`emulator.receive: ${formatValue(receiver)} is not a function.`)
      const key = toKey(parsed)
      registered.set(key, receiver)
      return () => {
        if (registered.get(key) === receiver) registered.delete(key)
      }
    },
    find(url) {
      if (typeof deliver === 'function') return deliver
      if (deliver === 'none') return undefined
      const parsed = URL.parse(url)
      const receiver = parsed && registered.get(toKey(parsed))
      if (receiver) return receiver
      return deliver === 'fetch' || (parsed && isLocal(parsed)) ? fetchFromReceiver : undefined
    },
    noReceiver:
      deliver === 'none'
        ? "notifications.deliver is 'none'"
        : "no receiver has this URL: register emulator.receive(url, …), use a loopback or same-origin URL, or set notifications.deliver to 'fetch'",
  }
}

/** Without the query, to which a subscription may add a validation token. */
function toKey({ origin, pathname }: URL): string {
  return origin + pathname
}

/** @returns whether the URL is a loopback address or of the page's own origin. */
function isLocal(url: URL): boolean {
  return isLoopback(url) || url.origin === globalThis.location?.origin
}

/** Removes headers that the other origin of a page's request may not expect: the browser would block the request. */
async function fetchFromReceiver(request: Request): Promise<Response> {
  const page = globalThis.location
  if (page && new URL(request.url).origin !== page.origin) {
    for (const name of [...request.headers.keys()]) if (name !== 'content-type') request.headers.delete(name)
  }
  return rejectRedirect(await fetch(request, { redirect: 'manual' }))
}

/** Following a redirect would send the notification to an unknown host. In a page, a redirect is an opaque response. */
function rejectRedirect(response: Response): Response {
  if (response.type !== 'opaqueredirect' && (response.status < 300 || response.status >= 400)) return response
  throw new Error(`the receiver redirected the request (status ${response.status || '3xx'}), which is not followed`)
}
