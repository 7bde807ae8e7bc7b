import * as v from 'valibot'
import {
  type Directory,
  explainUnknownPerson,
  findPerson,
  findUser,
  instanceIdentity,
  isMisspelt,
  userIdentity,
} from '../../directory/directory.ts'
import { soleIdentity } from '../../directory/identity-set.ts'
import { phoneIdentity, phoneNumberSchema } from '../../directory/phone-number.ts'
import { characters, check, members, text } from '../../engine/validation.ts'
import { isJsonObject, isPlainJson, type JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import type { RecordPlan } from '../record-plan.ts'
import type { CallRow, Modality } from '../rows.ts'
import { createChat } from './invitation.ts'
import { createCall } from './new-call.ts'

/** An incoming call to the app, peer-to-peer or from a group call. */
export interface IncomingCallOptions {
  /**
   * The caller: a user's id, the display name of a user of the directory, or a phone number in E.164 form.
   * Default: the first user of the tenant.
   */
  readonly from?: { readonly user: string } | { readonly phone: string }
  /** Where the call's notifications are sent. Default: the option `callbackUri` of `createEmulator`. */
  readonly callbackUri?: string
  /** Default: audio. */
  readonly modalities?: readonly Modality[]
  readonly subject?: string
  /**
   * Makes the call a group call with these further participants: ids or display names of the directory's users, or phone
   * numbers. `[]` makes a group call of the caller and the app.
   */
  readonly others?: readonly string[]
  /**
   * Makes the call a group call that the app records by policy: the app has 5 s to answer and is notified of participants
   * that join and leave. `botData` is the application data of the policy. Default: that of a policy that records the caller.
   * @see https://learn.microsoft.com/graph/api/call-answer (example 3)
   */
  readonly policyRecording?: true | { readonly botData: JsonObject }
  /** Who has transferred the call to the app. Default: no one. */
  readonly transferor?: { readonly user: string } | { readonly phone: string }
}

const person = v.union(
  [members({ user: text }), members({ phone: phoneNumberSchema })],
  "Expected { user: id } or { phone: number } with a number in E.164 form such as '+12065550100'",
)

const OPTIONS = members({
  from: v.exactOptional(person),
  callbackUri: v.exactOptional(v.pipe(v.string(), v.url())),
  modalities: v.exactOptional(v.array(v.picklist(['audio', 'video', 'videoBasedScreenSharing', 'data']))),
  subject: v.exactOptional(characters),
  others: v.exactOptional(v.array(text)),
  policyRecording: v.exactOptional(
    v.union(
      [
        v.literal(true),
        members({ botData: v.custom<JsonObject>((value) => isJsonObject(value) && isPlainJson(value)) }),
      ],
      'Expected true or { botData } with a JSON object',
    ),
  ),
  transferor: v.exactOptional(person),
})

/** @throws TypeError that names every invalid option, its value and what is allowed. */
export function parseIncomingCall(options: IncomingCallOptions): IncomingCallOptions {
  return check(OPTIONS, options, 'emulator.incomingCall')
}

interface IncomingCall extends IncomingCallOptions {
  /** The caller as an identitySet, instead of `from`. */
  readonly caller?: JsonObject
  /** The scenario run that starts the call and plays its steps. */
  readonly scenarioRunId?: string
  /** When and how that scenario has the call's record written. */
  readonly recordPlan?: RecordPlan | undefined
}

/**
 * Creates the call and notifies the app.
 * @throws TypeError without a `callbackUri`, for a misspelt caller, or for a participant that the directory does not know.
 */
export function startIncomingCall(context: CallContext, options: IncomingCall): CallRow {
  const { directory, appIdentity, serviceRoot } = context.services
  const callbackUri = options.callbackUri ?? context.services.callbackUri
  if (callbackUri === undefined) {
    throw new TypeError(
      "emulator.incomingCall: 'callbackUri' is missing: the call's notifications have no receiver. Pass 'callbackUri' here or to createEmulator, as a bot registers its calling webhook.",
    )
  }
  const { from, others, policyRecording, transferor, scenarioRunId, recordPlan } = options
  const caller = options.caller ?? (from ? toPersonIdentity(directory, 'from', from) : userIdentity(directory))
  const isGroup = others !== undefined || policyRecording !== undefined
  const isToInstance = directory.app.phoneNumber !== undefined || policyRecording !== undefined || 'phone' in caller
  const identities = [caller, ...(others ?? []).map((who) => findKnownIdentity(directory, who))]
  const ids = isGroup ? identities.map(() => context.ids.guid()) : []
  return createCall(context, {
    direction: 'incoming',
    kind: isGroup ? 'group' : 'peerToPeer',
    callbackUri,
    serviceRoot,
    requestedModalities: options.modalities ?? ['audio'],
    others: identities.map((identity, index) => ({ ...idAt(ids, index), identity, participation: 'calling' })),
    source: { identity: caller },
    targets: [{ identity: isToInstance ? instanceIdentity(directory) : appIdentity }],
    members: {
      ...(scenarioRunId !== undefined && { scenarioRunId }),
      ...(recordPlan && { recordPlan }),
      subject: options.subject ?? null,
      tenantId: directory.tenantId,
      ...(isGroup && groupCallMembers(context)),
      ...((isGroup || transferor) && {
        incomingContext: {
          sourceParticipantId: ids[0],
          ...(policyRecording && { observedParticipantId: ids[0] }),
          ...(transferor && { transferor: toPersonIdentity(directory, 'transferor', transferor) }),
        },
      }),
      ...(policyRecording && {
        policyRecording: {
          botData: policyRecording === true ? toBotData(identities, ids) : policyRecording.botData,
          capacity: 1,
          recorded: ids.slice(0, 1),
        },
      }),
    },
  })
}

function toPersonIdentity(
  directory: Directory,
  option: 'from' | 'transferor',
  who: NonNullable<IncomingCallOptions['from']>,
): JsonObject {
  if ('phone' in who) return phoneIdentity(who.phone)
  if (isMisspelt(directory, who.user))
    throw new TypeError(`emulator.incomingCall: '${option}.user': ${explainUnknownPerson(directory, who.user)}`)
  return userIdentity(directory, findUser(directory, who.user)?.id ?? who.user)
}

function idAt(ids: readonly string[], index: number): { id?: string } {
  const id = ids[index]
  return id === undefined ? {} : { id }
}

/** How to join an incoming group call. */
function groupCallMembers(context: CallContext): Partial<CallRow> {
  return {
    meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: context.ids.token(64) },
    chatInfo: createChat(context),
  }
}

/** The application data of a policy that records the caller. With more than two participants there is no other side. */
function toBotData([, callee, ...more]: readonly JsonObject[], [, calleeId]: readonly string[]): JsonObject {
  const other = callee && more.length === 0 ? soleIdentity(callee) : undefined
  return {
    user: { participationMethod: 'caller' },
    ...(other && {
      otherSideUser: {
        id: other.id,
        participantId: calleeId,
        tenantId: other.value.tenantId ?? null,
        participationMethod: 'callee',
      },
    }),
    inviteReasons: ['PolicyBasedRecording'],
    policyIdentifier: 'Recording policy',
    pairedRecorders: [],
    otherRecorders: [],
  }
}

/** @throws TypeError for a participant that the directory does not know. */
function findKnownIdentity(directory: Directory, who: string): JsonObject {
  const identity = findPerson(directory, who)
  if (!identity) throw new TypeError(`emulator.incomingCall: 'others': ${explainUnknownPerson(directory, who)}`)
  return identity
}
