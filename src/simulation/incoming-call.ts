import * as v from 'valibot'
import type { CallRow, Modality } from '../store/call-row.ts'
import { check, phoneNumber } from './check.ts'
import { completeIdentity, phoneIdentity, userIdentity } from './directory.ts'
import type { Moment } from './moment.ts'
import { createCall } from './new-call.ts'

/** Somebody calls the app. */
export interface IncomingCallOptions {
  /** Who calls: the id of a user, or a phone number in E.164 form. Default: the directory's first user. */
  readonly from?: { readonly user: string } | { readonly phone: string }
  /** Where the app is told of the call. Default: the option `callbackUri` of `createEmulator`. */
  readonly callbackUri?: string
  /** Default: audio. */
  readonly modalities?: readonly Modality[]
  readonly subject?: string
}

const OPTIONS = v.strictObject({
  from: v.exactOptional(
    v.union(
      [v.strictObject({ user: v.pipe(v.string(), v.minLength(1)) }), v.strictObject({ phone: phoneNumber })],
      "Expected { user: id } or { phone: number } with a number in E.164 form such as '+12065550100'",
    ),
  ),
  callbackUri: v.exactOptional(v.pipe(v.string(), v.url())),
  modalities: v.exactOptional(v.array(v.picklist(['audio', 'video', 'videoBasedScreenSharing', 'data']))),
  subject: v.exactOptional(v.string()),
})

/** @throws TypeError that names what is wrong with the options and what would be right. */
export function parseIncomingCall(options: IncomingCallOptions): IncomingCallOptions {
  return check(OPTIONS, options, 'emulator.incomingCall')
}

/** Creates the call and tells the app. */
export function receiveCall(moment: Moment, options: IncomingCallOptions, serviceRoot: string): CallRow {
  const { directory, appIdentity } = moment.settings
  const callbackUri = options.callbackUri ?? moment.settings.callbackUri
  if (callbackUri === undefined) {
    throw new TypeError(
      "emulator.incomingCall: nobody can be told of the call. Give 'callbackUri' here or as an option of createEmulator, as a bot registers its calling webhook.",
    )
  }
  const { from = { user: directory.users[0]?.id ?? directory.app.id } } = options
  const other =
    'phone' in from ? phoneIdentity(from.phone) : completeIdentity(directory, userIdentity(directory, from.user))
  return createCall(moment, {
    direction: 'incoming',
    callbackUri,
    serviceRoot,
    requestedModalities: options.modalities ?? ['audio'],
    other,
    source: { identity: other },
    targets: [{ identity: appIdentity }],
    given: { subject: options.subject ?? null, tenantId: directory.tenantId },
  })
}
