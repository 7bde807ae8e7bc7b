import type { EmulatorOptions } from '../../src/index.ts'
import { ADELE, anInvitation, anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

export const HOOK = 'https://app.contoso.com/changes?tenant=1'
export const LIFECYCLE = 'https://app.contoso.com/lifecycle'
/** When the manual clock begins. */
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

/** So many milliseconds after {@link START}. */
export const after = (elapsedMs: number) => new Date(START + elapsedMs).toISOString()

interface Answers {
  /** How validations are answered; by the token unless given. */
  readonly validation?: (token: string, request: Request) => Response | Promise<Response>
  /** How notifications are answered; taken unless given. */
  readonly change?: () => Response
}

/** An app that repeats validation tokens, and keeps what it is told at {@link HOOK} and {@link LIFECYCLE}, and when. */
export function setupReceiver({ validation, change }: Answers = {}, options: EmulatorOptions = {}) {
  const world = setup(options)
  const asked: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
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
      asked.push(request.url)
      return validation ? validation(token, request) : new Response(token)
    })
  }
  /** A call with a user is answered and ended. @returns the id of its record. */
  const endACall = async (userId = ADELE): Promise<string> => {
    const { body: call } = await world.graph.post(
      '/communications/calls',
      anOutgoingCall({ targets: [anInvitation(userId)] }),
    )
    await world.emulator.clock.advance('2s')
    await world.graph.delete(`/communications/calls/${call.id}`)
    await world.emulator.clock.advance('1s')
    return call.callChainId
  }
  const subscriptions = () => world.emulator.store.getState().subscriptions.size
  return { ...world, asked, changes, times, endACall, subscriptions }
}
