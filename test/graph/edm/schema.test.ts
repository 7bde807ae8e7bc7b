import { describe, expect, it } from 'vitest'
import {
  concreteTypesOf,
  enumMembers,
  isDerivedFrom,
  membersOf,
  navigationOf,
  parametersOf,
  propertiesOf,
  typeNamed,
} from '../../../src/graph/edm/schema.ts'
import v1 from './fixture/v1-metadata.json' with { type: 'json' }

const names = Object.keys(v1.types)

describe('typeNamed', () => {
  it('returns the kind of a type', () => {
    expect(typeNamed('microsoft.graph.call')).toEqual({
      name: 'microsoft.graph.call',
      kind: 'entity',
      base: 'microsoft.graph.entity',
      abstract: false,
      open: true,
      flags: false,
    })
    expect(typeNamed('microsoft.graph.prompt')).toMatchObject({ kind: 'complex', abstract: true })
    expect(typeNamed('microsoft.graph.onlineMeetingVideoDisabledReason')).toMatchObject({ kind: 'enum', flags: true })
  })

  it.each(['', 'call', 'microsoft.graph.Call', 'Edm.String', 'constructor', '__proto__'])(
    'returns undefined for %j',
    (name) => {
      expect(typeNamed(name)).toBeUndefined()
    },
  )
})

describe('propertiesOf and navigationOf', () => {
  it('return inherited members first, then own members, and members beyond v1.0 last', () => {
    expect(propertiesOf('microsoft.graph.recordOperation').map(({ name, extra }) => [name, extra])).toEqual([
      ['id', false],
      ['clientContext', false],
      ['resultInfo', false],
      ['status', false],
      ['recordingAccessToken', false],
      ['recordingLocation', false],
      ['completionReason', true],
    ])
  })

  it('describe the type of a property', () => {
    const members = membersOf('microsoft.graph.callRecords.callRecord')
    expect(members.get('modalities')).toEqual({
      name: 'modalities',
      type: 'microsoft.graph.callRecords.modality',
      collection: true,
      nullable: false,
      extra: false,
    })
    expect(members.get('organizer')).toMatchObject({ type: 'microsoft.graph.identitySet', nullable: true })
    expect(members.get('version')).toMatchObject({ type: 'Edm.Int64', nullable: false, collection: false })
  })

  it('expand only organizer_v2 by default', () => {
    const navigation = names.flatMap((name) => (typeNamed(name)?.kind === 'entity' ? navigationOf(name) : []))
    expect(navigation.filter(({ autoExpand }) => autoExpand).map(({ name }) => name)).toEqual(['organizer_v2'])
  })

  it('refer only to types in the metadata', () => {
    for (const name of names.filter((one) => typeNamed(one)?.kind !== 'enum')) {
      for (const { type } of membersOf(name).values()) {
        expect(type.startsWith('Edm.') || typeNamed(type) !== undefined, `${type} in ${name}`).toBe(true)
      }
    }
  })

  it('are computed once', () => {
    expect(propertiesOf('microsoft.graph.call')).toBe(propertiesOf('microsoft.graph.call'))
  })

  it('throw for an unknown type', () => {
    expect(() => propertiesOf('microsoft.graph.nothing')).toThrow(
      "The type 'microsoft.graph.nothing' is not in the metadata of the emulator.",
    )
  })
})

describe('isDerivedFrom and concreteTypesOf', () => {
  it('regard a type as derived from itself and from each base', () => {
    expect(isDerivedFrom('microsoft.graph.call', 'microsoft.graph.call')).toBe(true)
    expect(isDerivedFrom('microsoft.graph.recordOperation', 'microsoft.graph.entity')).toBe(true)
    expect(isDerivedFrom('microsoft.graph.entity', 'microsoft.graph.recordOperation')).toBe(false)
    expect(isDerivedFrom('nothing', 'microsoft.graph.entity')).toBe(false)
  })

  it('find the types that are allowed where an abstract one is declared', () => {
    expect(concreteTypesOf('microsoft.graph.prompt')).toEqual(['microsoft.graph.mediaPrompt'])
    expect(concreteTypesOf('microsoft.graph.callRecords.endpoint')).toEqual([
      'microsoft.graph.callRecords.endpoint',
      'microsoft.graph.callRecords.participantEndpoint',
      'microsoft.graph.callRecords.serviceEndpoint',
    ])
  })
})

describe('enumMembers', () => {
  it('returns the members in the order of their values, including the sentinel', () => {
    expect(enumMembers('microsoft.graph.callRecords.productFamily')).toEqual([
      'unknown',
      'teams',
      'skypeForBusiness',
      'lync',
      'unknownFutureValue',
      'azureCommunicationServices',
    ])
  })

  it('returns the spelling of responses', () => {
    expect(enumMembers('microsoft.graph.operationStatus')).toEqual(['notStarted', 'running', 'completed', 'failed'])
    expect(enumMembers('microsoft.graph.callState').slice(0, 4)).toEqual([
      'incoming',
      'establishing',
      'ringing',
      'established',
    ])
  })
})

describe('parametersOf', () => {
  it('returns the parameters of an action', () => {
    expect(parametersOf('microsoft.graph.playPrompt')).toEqual([
      { name: 'prompts', type: 'microsoft.graph.prompt', collection: true, nullable: false, extra: false },
      { name: 'clientContext', type: 'Edm.String', collection: false, nullable: true, extra: false },
    ])
    expect(parametersOf('microsoft.graph.callRecords.getPstnCalls')).toHaveLength(2)
    expect(parametersOf('microsoft.graph.keepAlive')).toEqual([])
  })

  it('distinguishes actions of the same name by the type that they are bound to', () => {
    expect(parametersOf('microsoft.graph.mute', 'microsoft.graph.participant')).toHaveLength(1)
    expect(parametersOf('microsoft.graph.invite', 'Collection(microsoft.graph.participant)')).toHaveLength(2)
    expect(() => parametersOf('microsoft.graph.mute', 'microsoft.graph.presence')).toThrow(
      "The metadata of the emulator has no action or function 'microsoft.graph.mute' bound to 'microsoft.graph.presence'.",
    )
  })

  it('finds every action and function of v1.0', () => {
    for (const { name, boundTo, parameters } of v1.operations) {
      expect(parametersOf(name, boundTo).map((parameter) => parameter.name)).toEqual(Object.keys(parameters))
    }
  })
})
