import {
  apiClientProxifier,
  type ModelSerializerFunction,
  type NavigationMetadata,
  type Parsable,
  type ParsableFactory,
  type RequestAdapter,
  type RequestConfiguration,
  type RequestInformation,
  type RequestMetadata,
} from '@microsoft/kiota-abstractions'
import {
  type CallRecord,
  type CallRecordCollectionResponse,
  createCallRecordCollectionResponseFromDiscriminatorValue,
  createCallRecordFromDiscriminatorValue,
  createPstnCallLogRowFromDiscriminatorValue,
  type PstnCallLogRow,
} from '@microsoft/msgraph-sdk/models/callRecords/index.js'
import {
  type Call,
  createCallFromDiscriminatorValue,
  createPlayPromptOperationFromDiscriminatorValue,
  type MediaPrompt,
  type PlayPromptOperation,
  serializeCall,
  serializeMediaPrompt,
} from '@microsoft/msgraph-sdk/models/index.js'
import { createODataErrorFromDiscriminatorValue } from '@microsoft/msgraph-sdk/models/oDataErrors/index.js'

/** Query parameters with Kiota's names, which have no dollar sign. */
interface Options {
  readonly count?: boolean
  readonly expand?: string[]
  readonly filter?: string
  readonly select?: string[]
  readonly top?: number
}
type Get<Model> = (configuration?: RequestConfiguration<Options>) => Promise<Model | undefined>

interface PlayPromptBody extends Parsable {
  readonly prompts: MediaPrompt[]
  readonly clientContext: string
}

interface PstnCalls extends Parsable {
  value?: PstnCallLogRow[] | undefined
}

export interface CommunicationsClient {
  readonly calls: {
    post(body: Call): Promise<Call | undefined>
    byCallId(id: string): {
      readonly get: Get<Call>
      delete(): Promise<void>
      toGetRequestInformation(): RequestInformation
      readonly keepAlive: { post(): Promise<void> }
      readonly playPrompt: { post(body: PlayPromptBody): Promise<PlayPromptOperation | undefined> }
    }
  }
  readonly callRecords: {
    readonly get: Get<CallRecordCollectionResponse>
    toGetRequestInformation(configuration?: RequestConfiguration<Options>): RequestInformation
    byCallRecordId(id: string): { readonly get: Get<CallRecord> }
    microsoftGraphCallRecordsGetPstnCallsWithFromDateTimeWithToDateTime(
      from: Date,
      to: Date,
    ): { readonly get: Get<PstnCalls> }
  }
}

export const errorMappings = { XXX: createODataErrorFromDiscriminatorValue }

/**
 * A client of the communications API in the form of the Kiota generator. Microsoft publishes the adapter and the models
 * for it, but no request builders for this API.
 */
export function createCommunicationsClient(adapter: RequestAdapter): CommunicationsClient {
  return apiClientProxifier(adapter, { baseurl: adapter.baseUrl }, { calls, callRecords })
}

const QUERY = '{?%24count,%24expand,%24filter,%24select,%24top}'
const queryParametersMapper = {
  count: '%24count',
  expand: '%24expand',
  filter: '%24filter',
  select: '%24select',
  top: '%24top',
}

function reads(path: string, responseBodyFactory: ParsableFactory<Parsable>): RequestMetadata {
  return {
    uriTemplate: `{+baseurl}/communications/${path}${QUERY}`,
    responseBodyContentType: 'application/json',
    errorMappings,
    adapterMethodName: 'send',
    responseBodyFactory,
    queryParametersMapper,
  }
}

function writes(
  path: string,
  requestBodySerializer: ModelSerializerFunction<Parsable>,
  responseBodyFactory: ParsableFactory<Parsable>,
): RequestMetadata {
  return {
    uriTemplate: `{+baseurl}/communications/${path}`,
    responseBodyContentType: 'application/json',
    errorMappings,
    adapterMethodName: 'send',
    responseBodyFactory,
    requestBodyContentType: 'application/json',
    requestBodySerializer,
    requestInformationContentSetMethod: 'setContentFromParsable',
  }
}

function does(path: string): RequestMetadata {
  return {
    uriTemplate: `{+baseurl}/communications/${path}`,
    responseBodyContentType: 'application/json',
    errorMappings,
    adapterMethodName: 'sendNoResponseContent',
  }
}

const serializePlayPrompt: ModelSerializerFunction<PlayPromptBody> = (writer, body) => {
  writer.writeStringValue('clientContext', body?.clientContext)
  writer.writeCollectionOfObjectValues('prompts', body?.prompts, serializeMediaPrompt)
}

const createPstnCalls: ParsableFactory<PstnCalls> =
  () =>
  (rows: PstnCalls = {}) => ({
    value: (node) => {
      rows.value = node.getCollectionOfObjectValues(createPstnCallLogRowFromDiscriminatorValue)
    },
  })

const calls: NavigationMetadata = {
  requestsMetadata: { post: writes('calls', serializeCall, createCallFromDiscriminatorValue) },
  navigationMetadata: {
    byCallId: {
      pathParametersMappings: ['call%2Did'],
      requestsMetadata: {
        get: reads('calls/{call%2Did}', createCallFromDiscriminatorValue),
        delete: does('calls/{call%2Did}'),
      },
      navigationMetadata: {
        keepAlive: { requestsMetadata: { post: does('calls/{call%2Did}/keepAlive') } },
        playPrompt: {
          requestsMetadata: {
            post: writes(
              'calls/{call%2Did}/playPrompt',
              serializePlayPrompt,
              createPlayPromptOperationFromDiscriminatorValue,
            ),
          },
        },
      },
    },
  },
}

const callRecords: NavigationMetadata = {
  requestsMetadata: { get: reads('callRecords', createCallRecordCollectionResponseFromDiscriminatorValue) },
  navigationMetadata: {
    byCallRecordId: {
      pathParametersMappings: ['callRecord%2Did'],
      requestsMetadata: { get: reads('callRecords/{callRecord%2Did}', createCallRecordFromDiscriminatorValue) },
    },
    microsoftGraphCallRecordsGetPstnCallsWithFromDateTimeWithToDateTime: {
      pathParametersMappings: ['fromDateTime', 'toDateTime'],
      requestsMetadata: {
        get: reads(
          'callRecords/microsoft.graph.callRecords.getPstnCalls(fromDateTime={fromDateTime},toDateTime={toDateTime})',
          createPstnCalls,
        ),
      },
    },
  },
}
