import type { EmulatorOptions } from '../../src/index.ts'
import { ADELE, anInvitation, anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

export const HOOK = 'https://app.contoso.com/changes?tenant=1'
export const LIFECYCLE = 'https://app.contoso.com/lifecycle'
/** The start of the manual clock. */
const START = Date.parse('2026-01-05T09:00:00Z')
export const MINUTE = 60_000

export const aSubscription = (changes: Record<string, unknown> = {}) => ({
  resource: 'communications/callRecords',
  changeType: 'created',
  notificationUrl: HOOK,
  expirationDateTime: '2026-01-06T09:00:00Z',
  clientState: 'a secret',
  ...changes,
})

/** The time `elapsedMs` after {@link START}. */
export const after = (elapsedMs: number) => new Date(START + elapsedMs).toISOString()

interface Responses {
  /** The response to a validation. Default: the token. */
  readonly validation?: (token: string, request: Request) => Response | Promise<Response>
  /** The response to a notification. Default: 202. */
  readonly change?: () => Response
}

/**
 * An app that answers validations and keeps the notifications to {@link HOOK} and {@link LIFECYCLE} with their times.
 */
export function setupReceiver({ validation, change }: Responses = {}, options: EmulatorOptions = {}) {
  const world = setup(options)
  const validated: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a notification
  const changes: any[] = []
  const times: number[] = []
  for (const url of [HOOK, LIFECYCLE]) {
    world.emulator.receive(url, async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken')
      if (token === null) {
        times.push(world.emulator.clock.now() - START)
        changes.push(...(await request.json()).value)
        return change?.()
      }
      validated.push(request.url)
      return validation ? validation(token, request) : new Response(token)
    })
  }
  /** Runs a call with a user that is answered and ended. @returns the id of its call record. */
  const endACall = async (userId = ADELE): Promise<string> => {
    const call = await createCall(world.graph, anOutgoingCall({ targets: [anInvitation(userId)] }))
    await world.emulator.clock.advance('2s')
    await world.graph.delete(`/communications/calls/${call.id}`)
    await world.emulator.clock.advance('1s')
    return call.callChainId
  }
  const subscriptions = () => world.emulator.store.getState().subscriptions.size
  return { ...world, validated, changes, times, endACall, subscriptions }
}
