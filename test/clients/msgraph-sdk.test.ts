import {
  AnonymousAuthenticationProvider,
  HttpMethod,
  type Parsable,
  type ParsableFactory,
  RequestInformation,
} from '@microsoft/kiota-abstractions'
import { createGraphServiceClient, GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import {
  type CallRecord,
  createCallRecordFromDiscriminatorValue,
} from '@microsoft/msgraph-sdk/models/callRecords/index.js'
import {
  type Call,
  createCallFromDiscriminatorValue,
  createParticipantCollectionResponseFromDiscriminatorValue,
  createSubscriptionCollectionResponseFromDiscriminatorValue,
  type ParticipantCollectionResponse,
  type SubscriptionCollectionResponse,
} from '@microsoft/msgraph-sdk/models/index.js'
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-sdk/models/oDataErrors/index.js'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'
import { aGroupCall } from '../support/bodies.ts'
import { endedCall, groupCallInProgress } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

const ROOT = 'https://graph.microsoft.com/v1.0'
let close = () => {}
afterEach(() => close())

/** Microsoft's newer client with the models that are generated from Graph's metadata. */
function open() {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  const server = setupServer(...emulator.handlers)
  server.listen()
  close = () => server.close()
  const adapter = new GraphRequestAdapter(new AnonymousAuthenticationProvider())
  // Registers the JSON parser of the adapter.
  createGraphServiceClient(adapter)
  const read = async <Model extends Parsable>(path: string, toModel: ParsableFactory<Model>) => {
    const request = new RequestInformation(HttpMethod.GET, ROOT + path)
    request.headers.add('Accept', 'application/json')
    const model = await adapter.send(request, toModel, { XXX: createODataErrorFromDiscriminatorValue })
    if (model === undefined) throw new Error(`${path} was not answered.`)
    return model
  }
  return { emulator, graph: createGraph((url, init) => emulator.fetch(url, init)), read }
}

/** The names that are not in a model, without annotations. */
function leftOver(model: unknown): Set<string> {
  if (typeof model !== 'object' || model === null || model instanceof Date) return new Set()
  const names = Object.entries(model).flatMap(([name, value]) =>
    name === 'additionalData' ? Object.keys(value) : [...leftOver(value)],
  )
  return new Set(names.filter((name) => !name.includes('@')))
}

/** Properties that are in Graph's examples but not in its metadata; all these types are open. */
const OF_IDENTITIES = ['tenantId']
const OF_PARTICIPANTS = ['endpointType', 'languageId', 'phone', 'region', 'tenantId']
const OF_CALLS = [
  'activeModalities',
  'answeredBy',
  'meetingCapability',
  'ringingTimeoutInSeconds',
  'routingPolicies',
  'terminationReason',
]

describe("the models of Microsoft's generated client", () => {
  it('have a property for every member of a call', async () => {
    const { read, call, path } = await groupCallInProgress(open(), aGroupCall({ subject: 'Review' }))
    const model = await read<Call>(`${path}?$expand=participants,operations`, createCallFromDiscriminatorValue)
    expect(model).toMatchObject({
      id: call.id,
      state: 'established',
      subject: 'Review',
      requestedModalities: ['audio'],
    })
    expect(model.participants).toHaveLength(3)
    expect([...leftOver(model)].filter((name) => !OF_CALLS.includes(name)).sort()).toEqual(OF_PARTICIPANTS)
    const list = await read<ParticipantCollectionResponse>(
      `${path}/participants`,
      createParticipantCollectionResponseFromDiscriminatorValue,
    )
    expect(list.value?.map(({ info }) => info?.identity?.user?.displayName)).toEqual(
      model.participants?.map(({ info }) => info?.identity?.user?.displayName),
    )
  })

  it('have a property for every member of a call record', async () => {
    const { read, call } = await endedCall(open())
    const expand = (property: string) =>
      read<CallRecord>(
        `/communications/callRecords/${call.callChainId}?$expand=${property}`,
        createCallRecordFromDiscriminatorValue,
      )
    const withParticipants = await expand('participants_v2')
    const withSessions = await expand('sessions($expand=segments)')
    for (const model of [withParticipants, withSessions]) {
      expect(model).toMatchObject({ id: call.callChainId, type: 'peerToPeer', modalities: ['audio'], version: 1 })
      expect(model.startDateTime).toBeInstanceOf(Date)
      expect([...leftOver(model)].filter((name) => !OF_IDENTITIES.includes(name))).toEqual([])
    }
    expect(withParticipants.participantsV2).toHaveLength(2)
    expect(withSessions.sessions?.[0]?.segments?.[0]?.media?.[0]?.streams?.length).toBeGreaterThan(0)
  })

  it('read lists, next links and errors', async () => {
    const { graph, read } = open()
    const { body } = await graph.post('/subscriptions', {
      changeType: 'created',
      notificationUrl: 'https://bot.contoso.com/records',
      resource: '/communications/callRecords',
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    const list = await read<SubscriptionCollectionResponse>(
      '/subscriptions',
      createSubscriptionCollectionResponseFromDiscriminatorValue,
    )
    expect(list.value).toMatchObject([{ id: body.id, expirationDateTime: new Date('2026-01-06T09:00:00Z') }])
    expect([...leftOver(list)]).toEqual([])
    await expect(read('/communications/calls/unknown', createCallFromDiscriminatorValue)).rejects.toMatchObject({
      responseStatusCode: 404,
      errorEscaped: { code: '8522', message: expect.stringContaining("'unknown'") },
    })
  })
})
