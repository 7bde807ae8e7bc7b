import * as v from 'valibot'
import {
  completeIdentity,
  type Directory,
  explainUnknownPerson,
  findPerson,
  findUser,
  userIdentity,
} from '../../directory/directory.ts'
import { phoneIdentity, phoneNumberSchema } from '../../directory/phone-number.ts'
import { check, members } from '../../engine/validation.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import type { RecordPlan } from '../record-plan.ts'
import type { CallRow, Modality } from '../rows.ts'
import { createCall } from './new-call.ts'

/** Somebody calls the app, alone or from a group call. */
export interface IncomingCallOptions {
  /**
   * Who calls: the id of a user, or the display name of one of the directory's, or a phone number in E.164 form.
   * Default: the directory's first user.
   */
  readonly from?: { readonly user: string } | { readonly phone: string }
  /** Where the app is told of the call. Default: the option `callbackUri` of `createEmulator`. */
  readonly callbackUri?: string
  /** Default: audio. */
  readonly modalities?: readonly Modality[]
  readonly subject?: string
  /**
   * Who else is in the call: ids or display names of the directory's users, or phone numbers. It is a group call then.
   * Nobody, `[]`, makes a group call of the caller and the app.
   */
  readonly others?: readonly string[]
  /**
   * The call is announced so that the app records it by policy: it has 5 s to answer, and hears of who joins and leaves.
   * `botData` is the application's data of the policy. The call is a group call.
   * @see https://learn.microsoft.com/graph/api/call-answer (example 3)
   */
  readonly policyRecording?: true | { readonly botData: string }
}

const text = v.pipe(v.string(), v.minLength(1))

const OPTIONS = members({
  from: v.exactOptional(
    v.union(
      [members({ user: text }), members({ phone: phoneNumberSchema })],
      "Expected { user: id } or { phone: number } with a number in E.164 form such as '+12065550100'",
    ),
  ),
  callbackUri: v.exactOptional(v.pipe(v.string(), v.url())),
  modalities: v.exactOptional(v.array(v.picklist(['audio', 'video', 'videoBasedScreenSharing', 'data']))),
  subject: v.exactOptional(v.string()),
  others: v.exactOptional(v.array(text)),
  policyRecording: v.exactOptional(v.union([v.literal(true), members({ botData: v.string() })])),
})

/** @throws TypeError that names what is wrong with the options and what would be right. */
export function parseIncomingCall(options: IncomingCallOptions): IncomingCallOptions {
  return check(OPTIONS, options, 'emulator.incomingCall')
}

interface ReceivedCall extends IncomingCallOptions {
  /** Who calls, instead of `from`: an identitySet. */
  readonly caller?: JsonObject
  /** The scenario run that starts the call, and plays it. */
  readonly scenarioRunId?: string
  /** How its record comes about, if that scenario says so. */
  readonly recordPlan?: RecordPlan | undefined
}

/**
 * Creates the call and tells the app.
 * @throws TypeError when nobody can be told, or somebody is not known.
 */
export function startIncomingCall(context: CallContext, options: ReceivedCall): CallRow {
  const { directory, appIdentity, serviceRoot } = context.services
  const callbackUri = options.callbackUri ?? context.services.callbackUri
  if (callbackUri === undefined) {
    throw new TypeError(
      "emulator.incomingCall: nobody can be told of the call. Give 'callbackUri' here or as an option of createEmulator, as a bot registers its calling webhook.",
    )
  }
  const {
    from = { user: directory.users[0]?.id ?? directory.app.id },
    others,
    policyRecording,
    scenarioRunId,
    recordPlan,
  } = options
  const caller = options.caller ?? toCaller(directory, from)
  const isGroup = others !== undefined || policyRecording !== undefined
  const everybody = [caller, ...(others ?? []).map((who) => identityOf(directory, who))]
  const ids = isGroup ? everybody.map(() => context.ids.guid()) : []
  return createCall(context, {
    direction: 'incoming',
    kind: isGroup ? 'group' : 'peerToPeer',
    callbackUri,
    serviceRoot,
    requestedModalities: options.modalities ?? ['audio'],
    others: everybody.map((identity, index) => ({ ...idAt(ids, index), identity, participation: 'calling' })),
    source: { identity: caller },
    targets: [{ identity: appIdentity }],
    given: {
      ...(scenarioRunId !== undefined && { scenarioRunId }),
      ...(recordPlan && { recordPlan }),
      subject: options.subject ?? null,
      tenantId: directory.tenantId,
      ...(isGroup && groupMembers(context, ids, policyRecording !== undefined)),
      ...(policyRecording && {
        policyRecording: {
          botData: policyRecording === true ? null : policyRecording.botData,
          capacity: 1,
          recorded: ids.slice(0, 1),
        },
      }),
    },
  })
}

function toCaller(directory: Directory, from: NonNullable<IncomingCallOptions['from']>): JsonObject {
  if ('phone' in from) return phoneIdentity(from.phone)
  const id = findUser(directory, from.user)?.id ?? from.user
  return completeIdentity(directory, userIdentity(directory, id))
}

function idAt(ids: readonly string[], index: number): { id?: string } {
  const id = ids[index]
  return id === undefined ? {} : { id }
}

/** What the announcement of a group call says besides: how to join it, and who among its participants calls. */
function groupMembers(
  { ids: { token } }: CallContext,
  [caller = '']: readonly string[],
  isRecorded: boolean,
): Partial<CallRow> {
  return {
    meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: token(64) },
    chatInfo: { threadId: `19:${token(32)}@thread.v2`, messageId: '0' },
    incomingContext: { sourceParticipantId: caller, ...(isRecorded && { observedParticipantId: caller }) },
  }
}

/** @throws TypeError when nobody is meant. */
function identityOf(directory: Directory, who: string): JsonObject {
  const identity = findPerson(directory, who)
  if (!identity) throw new TypeError(`emulator.incomingCall: 'others': ${explainUnknownPerson(directory, who)}`)
  return identity
}
