import { describe, expect, it } from 'vitest'
import { graphErrors } from '../../../../src/graph/errors/graph-errors.ts'
import { type ValidateOptions, validate, validateParameters } from '../../../../src/graph/odata/json/validate.ts'
import { countSteps } from '../../../support/count-steps.ts'
import { refusalOf } from '../refusal.ts'

const strict: ValidateOptions = {
  strict: true,
  required: true,
  unknown: 'keep',
  fail: (path, problem) => graphErrors.invalidProperty(path, problem),
}
const update: ValidateOptions = { ...strict, required: false }
const lenient: ValidateOptions = { ...strict, strict: false }

const CALL = 'microsoft.graph.call'
const RECORD = 'microsoft.graph.callRecords.callRecord'
const USER = { identity: { user: { id: '1' } } }

describe('a value', () => {
  it('is returned unchanged when it is valid', () => {
    const call = {
      '@odata.type': '#microsoft.graph.call',
      callbackUri: 'https://bot.contoso.com/callback',
      targets: [
        {
          '@odata.type': '#microsoft.graph.invitationParticipantInfo',
          identity: {
            '@odata.type': '#microsoft.graph.identitySet',
            user: { '@odata.type': '#microsoft.graph.identity', displayName: 'John', id: '112233445566' },
          },
        },
      ],
      requestedModalities: ['audio'],
      mediaConfig: {
        '@odata.type': '#microsoft.graph.serviceHostedMediaConfig',
        preFetchMedia: [{ uri: 'https://cdn.contoso.com/beep.wav', resourceId: 'f8971b04' }],
      },
    }
    expect(validate(CALL, call, strict)).toEqual(call)
    expect(Object.keys(validate(CALL, call, strict))).toEqual(Object.keys(call))
  })

  it.each<[problem: string, type: string, value: unknown, message: string]>([
    ['an object is expected', CALL, 'hello', "'body': 'hello' is not an object of type microsoft.graph.call."],
    ['a list is no object', CALL, [], "'body': a list is not an object of type microsoft.graph.call."],
    ['a number for text', CALL, { subject: 5 }, "'subject': 5 is not text."],
    [
      'text for a number',
      CALL,
      { ringingTimeoutInSeconds: '5' },
      "'ringingTimeoutInSeconds': '5' is not a whole number from -2147483648 to 2147483647.",
    ],
    [
      'a fraction for a whole number',
      CALL,
      { resultInfo: { code: 1.5 } },
      "'resultInfo.code': 1.5 is not a whole number",
    ],
    [
      'too great a whole number',
      CALL,
      { resultInfo: { code: 2 ** 31 } },
      "'resultInfo.code': 2147483648 is not a whole number",
    ],
    [
      'a number that JSON cannot hold exactly',
      RECORD,
      { version: 2 ** 53 },
      "'version': 9007199254740992 is not a whole number from -9007199254740991 to 9007199254740991.",
    ],
    [
      'text for a truth value',
      CALL,
      { targets: [{ ...USER, hidden: 'true' }] },
      "'targets[0].hidden': 'true' is not true or false.",
    ],
    [
      'one for several',
      CALL,
      { targets: USER },
      "'targets': an object is not a list of microsoft.graph.invitationParticipantInfo.",
    ],
    [
      'null in a list',
      CALL,
      { requestedModalities: [null] },
      "'requestedModalities[0]': null is not a member of microsoft.graph.modality.",
    ],
    ['null for what cannot be null', CALL, { callbackUri: null }, "'callbackUri': null is not allowed."],
    ['null for a list that cannot be null', RECORD, { modalities: null }, "'modalities': null is not allowed."],
    [
      'a placeholder for an enumeration',
      CALL,
      { state: 'String' },
      "'state': 'String' is not a member of microsoft.graph.callState. Allowed: incoming, establishing, ringing, established, hold, transferring, transferAccepted, redirecting, terminating, terminated.",
    ],
    [
      'the sentinel',
      CALL,
      { state: 'unknownFutureValue' },
      "'state': 'unknownFutureValue' is not a member of microsoft.graph.callState.",
    ],
    [
      'a date without an offset',
      RECORD,
      { startDateTime: '2026-01-05T09:00:00' },
      "'startDateTime': '2026-01-05T09:00:00' is not a date and time with an offset, such as '2026-01-05T09:00:00Z'.",
    ],
    [
      'a day that the calendar does not have',
      RECORD,
      { startDateTime: '2026-02-30T09:00:00Z' },
      "'startDateTime': '2026-02-30T09:00:00Z' is not a date and time",
    ],
    [
      'something deep inside',
      CALL,
      { targets: [USER, { identity: { user: { id: 5 } } }] },
      "'targets[1].identity.user.id': 5 is not text.",
    ],
  ])('is rejected: %s', (_, type, value, message) => {
    expect(refusalOf(() => validate(type, value, update))).toContain(message)
  })

  it('is rejected for an invalid GUID or duration', () => {
    const quality = { callChainId: '123', participantId: 'x', mediaLegId: 'x', deviceName: '', deviceDescription: '' }
    expect(refusalOf(() => validate('microsoft.graph.teleconferenceDeviceQuality', quality, update))).toContain(
      "'callChainId': '123' is not a GUID",
    )
    expect(
      refusalOf(() => validate('microsoft.graph.callRecords.traceRouteHop', { roundTripTime: '5s' }, update)),
    ).toContain("'roundTripTime': '5s' is not a duration of days, hours, minutes and seconds, such as 'PT1M30S'.")
  })

  it('gets Graph’s spelling of enumeration members', () => {
    const call = {
      callbackUri: '',
      state: 'TransferAccepted',
      requestedModalities: ['AUDIO', 'videobasedscreensharing'],
    }
    expect(validate(CALL, call, strict)).toMatchObject({
      state: 'transferAccepted',
      requestedModalities: ['audio', 'videoBasedScreenSharing'],
    })
    expect(validate('microsoft.graph.recordOperation', { status: 'Running' }, strict)).toEqual({ status: 'running' })
    expect(
      validate('microsoft.graph.onlineMeetingRestricted', { videoDisabled: 'WatermarkProtection' }, strict),
    ).toEqual({ videoDisabled: 'watermarkProtection' })
  })

  it('may have enumeration members after the sentinel', () => {
    const agent = { platform: 'web', productFamily: 'azureCommunicationServices' }
    expect(validate('microsoft.graph.callRecords.clientUserAgent', agent, strict)).toEqual(agent)
  })

  it('keeps the text of date-times', () => {
    const record = { startDateTime: '2017-01-01T00:03:15.6077862+03:00' }
    expect(validate(RECORD, record, update)).toEqual(record)
  })

  it('may have null where the type allows it', () => {
    const call = { callbackUri: '', subject: null, mediaConfig: null, targets: null }
    expect(validate(CALL, call, strict)).toEqual(call)
  })

  it('loses annotations other than the type', () => {
    const call = {
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#communications/calls/$entity',
      'requestedModalities@odata.type': '#Collection(microsoft.graph.modality)',
      callbackUri: '',
    }
    expect(validate(CALL, call, { ...strict, unknown: 'refuse' })).toEqual({ callbackUri: '' })
  })

  it('is a copy', () => {
    const call = { callbackUri: '', targets: [USER], extra: { a: [1] } }
    const read = validate(CALL, call, strict)
    expect(read).toEqual(call)
    expect(read.targets).not.toBe(call.targets)
    expect(read.extra).not.toBe(call.extra)
  })
})

describe('required members', () => {
  it('are required of a new value at any depth', () => {
    expect(refusalOf(() => validate(CALL, {}, strict))).toContain("'callbackUri': it is required.")
    expect(refusalOf(() => validate(CALL, { callbackUri: '', targets: [{}] }, strict))).toContain(
      "'targets[0].identity': it is required.",
    )
  })

  it('are not required of an update', () => {
    expect(validate(CALL, {}, update)).toEqual({})
  })

  it("do not include an entity's id, which the service assigns", () => {
    expect(validate('microsoft.graph.callRecords.participant', {}, strict)).toEqual({})
  })

  it('may be missing or null at any depth when they are listed as optional', () => {
    const options = { ...strict, optional: ['mediaInfo', 'callbackUri'] }
    expect(validateParameters('microsoft.graph.playPrompt', { prompts: [{}] }, options)).toEqual({
      prompts: [{ '@odata.type': '#microsoft.graph.mediaPrompt' }],
    })
    expect(validate(CALL, { callbackUri: null }, options)).toEqual({ callbackUri: null })
  })
})

describe('unknown members', () => {
  const record = { version: 1, colour: 'red' }

  it('are kept or rejected according to the options', () => {
    expect(validate(RECORD, record, update)).toEqual(record)
    expect(refusalOf(() => validate(RECORD, record, { ...update, unknown: 'refuse' }))).toBe(
      "The property 'colour' does not exist on type 'microsoft.graph.callRecords.callRecord'. Make sure to only use property names that are defined by the type or mark the type as open type.",
    )
  })

  it('include names that differ only in case', () => {
    expect(refusalOf(() => validate(RECORD, { Version: 1 }, { ...update, unknown: 'refuse' }))).toContain("'Version'")
  })

  it('are always kept when the type is open', () => {
    const call = { callbackUri: '', applicationMetadata: { botData: { user: null, list: [1, 'two', [true]] } } }
    expect(validate(CALL, call, { ...strict, unknown: 'refuse' })).toEqual(call)
  })

  it('never reach a prototype', () => {
    const value = JSON.parse(
      '{ "callbackUri": "", "__proto__": { "polluted": true }, "constructor": "mine", "toString": 1, "deep": { "__proto__": { "polluted": true } } }',
    )
    const read = validate(CALL, value, strict)
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(read.deep)).toBe(Object.prototype)
    expect(read).not.toHaveProperty('polluted')
    expect(Object.entries(read)).toEqual([
      ['callbackUri', ''],
      ['constructor', 'mine'],
      ['toString', 1],
      ['deep', {}],
    ])
    expect(refusalOf(() => validate(RECORD, value, { ...update, unknown: 'refuse' }))).toContain("'callbackUri'")
  })
})

describe('the type of a value', () => {
  const answer = (mediaConfig: unknown, options = strict) =>
    validate(CALL, { callbackUri: '', mediaConfig }, options).mediaConfig

  it.each(['#microsoft.graph.appHostedMediaConfig', 'microsoft.graph.appHostedMediaConfig'])(
    'can be stated as %s',
    (type) => {
      expect(answer({ '@odata.type': type, blob: 'x' })).toEqual({
        '@odata.type': '#microsoft.graph.appHostedMediaConfig',
        blob: 'x',
      })
    },
  )

  it('is inferred from the members when the declared type is abstract', () => {
    expect(answer({ blob: 'x' })).toEqual({ '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'x' })
    expect(answer({ preFetchMedia: [], more: 1 })).toMatchObject({
      '@odata.type': '#microsoft.graph.serviceHostedMediaConfig',
    })
    const prompts = [{ mediaInfo: { uri: 'https://cdn.contoso.com/beep.wav' } }]
    expect(validateParameters('microsoft.graph.playPrompt', { prompts }, strict).prompts).toEqual([
      { '@odata.type': '#microsoft.graph.mediaPrompt', ...prompts[0] },
    ])
  })

  it('is required when several types fit equally', () => {
    expect(refusalOf(() => answer({}))).toContain(
      "'mediaConfig.@odata.type': it is missing, and microsoft.graph.mediaConfig is abstract. Allowed: microsoft.graph.appHostedMediaConfig, microsoft.graph.serviceHostedMediaConfig.",
    )
  })

  it.each([
    '#microsoft.graph.mediaConfig',
    '#microsoft.graph.mediaPrompt',
    '#microsoft.graph.nothing',
    '##microsoft.graph.appHostedMediaConfig',
    '#Microsoft.Graph.appHostedMediaConfig',
    '__proto__',
    '',
  ])('cannot be %j', (type) => {
    expect(refusalOf(() => answer({ '@odata.type': type, blob: 'x' }))).toContain(
      `'mediaConfig.@odata.type': '${type}' is not allowed here. Allowed: microsoft.graph.appHostedMediaConfig`,
    )
  })

  it('must be text', () => {
    expect(refusalOf(() => answer({ '@odata.type': 5 }))).toContain('it must be the name of a type, as text.')
    expect(refusalOf(() => answer({ '@odata.type': 5 }, lenient))).toContain('it must be the name of a type, as text.')
  })

  it('decides which members are allowed', () => {
    const target = {
      identity: {
        '@odata.type': '#microsoft.graph.communicationsIdentitySet',
        phone: { id: '+12065550100' },
        endpointType: 'no',
      },
    }
    expect(refusalOf(() => validate(CALL, { callbackUri: '', targets: [target] }, strict))).toContain(
      "'targets[0].identity.endpointType': 'no' is not a member of microsoft.graph.endpointType.",
    )
  })
})

describe('under a lenient base segment', () => {
  it('placeholders and unknown type names are accepted', () => {
    const call = {
      '@odata.type': '#microsoft.graph.call',
      state: 'String',
      mediaState: { '@odata.type': 'microsoft.graph.callMediaState', audio: 'String' },
      targets: [{ '@odata.type': 'microsoft.graph.participantInfo' }],
      requestedModalities: ['String'],
      mediaConfig: { '@odata.type': 'microsoft.graph.mediaConfig' },
      meetingInfo: { '@odata.type': 'microsoft.graph.somethingElse' },
      toneInfo: { '@odata.type': 'microsoft.graph.toneInfo', sequenceId: 10, tone: 'String' },
    }
    expect(validate(CALL, call, lenient)).toEqual(call)
  })

  it('a value of the wrong JSON type is still rejected', () => {
    expect(refusalOf(() => validate(CALL, { targets: 'String' }, lenient))).toContain(
      "'targets': 'String' is not a list",
    )
    expect(refusalOf(() => validate(CALL, { state: 5 }, lenient))).toContain("'state': 5 is not a member of")
    expect(refusalOf(() => validate(RECORD, { version: 'Integer' }, lenient))).toContain("'version': 'Integer' is not")
    expect(refusalOf(() => validate(RECORD, { startDateTime: 'String (timestamp)' }, lenient))).toContain(
      "'startDateTime'",
    )
    expect(refusalOf(() => validate(RECORD, { startDateTime: null }, lenient))).toContain("'startDateTime'")
  })
})

describe('the parameters of an action', () => {
  it('are validated like the members of a type', () => {
    const body = { prompts: [], stopTones: ['#', '1'], maxRecordDurationInSeconds: 10, more: 'kept' }
    expect(validateParameters('microsoft.graph.recordResponse', body, strict)).toEqual(body)
    const refuse = (given: unknown, options = strict) =>
      refusalOf(() => validateParameters('microsoft.graph.recordResponse', given, options))
    expect(refuse({ stopTones: [1] })).toContain("'stopTones[0]': 1 is not text.")
    expect(refuse('x')).toContain("'body': 'x' is not an object with the parameters of microsoft.graph.recordResponse.")
    expect(refuse({ more: 1 }, { ...strict, unknown: 'refuse' })).toContain(
      "The property 'more' does not exist on type 'microsoft.graph.recordResponse'.",
    )
    expect(refusalOf(() => validateParameters('microsoft.graph.playPrompt', {}, strict))).toContain(
      "'prompts': it is required.",
    )
  })
})

describe('a body of any size', () => {
  it('may be nested 32 levels deep', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : { a: nest(depth - 1) })
    expect(validate(CALL, { callbackUri: '', extra: nest(30) }, strict)).toHaveProperty('extra')
    expect(refusalOf(() => validate(CALL, { extra: nest(5_000) }, strict))).toContain(
      'values are nested more than 32 levels deep.',
    )
    const list = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)
    expect(refusalOf(() => validate(CALL, { extra: list }, strict))).toContain(
      'values are nested more than 32 levels deep.',
    )
    expect(refusalOf(() => validate(CALL, { targets: list }, strict))).toContain(
      "'targets[0]': a list is not an object",
    )
  })

  it('is validated in linear time', async () => {
    const large = (count: number) => ({
      callbackUri: '',
      targets: Array.from({ length: count }, () => USER),
      extra: Object.fromEntries(Array.from({ length: count }, (_, index) => [`member${index}`, index])),
    })
    expect(JSON.stringify(large(20_000)).length).toBeGreaterThan(1_000_000)
    const [less, more] = [large(10_000), large(20_000)]
    validate(CALL, less, strict)
    const steps = await countSteps(() => validate(CALL, less, strict))
    expect(steps).toBeGreaterThan(10_000)
    expect(await countSteps(() => validate(CALL, more, strict))).toBeLessThan(3 * steps)
  })

  it('is abbreviated in error messages', () => {
    expect(refusalOf(() => validate(CALL, { state: 'x'.repeat(10_000) }, strict)).length).toBeLessThan(400)
  })
})
