import { GraphError } from '../graph/errors/graph-error.ts'

/** The errors of call records, beside those that every resource shares. */
export const callRecordErrors = {
  callRecordNotFound: (id: string) =>
    new GraphError({
      status: 404,
      code: 'NotFound',
      message: `There is no call record '${id}'. It may not be written yet, or the call started more than 30 days ago. Ids of log rows are not ids of call records.`,
    }),
  idOfExpiredCallRecord: (id: string) =>
    new GraphError({
      status: 409,
      code: 'Conflict',
      message: `The id '${id}' is that of a call that started more than 30 days ago: its record has expired, but logs still name it. Use another id, or omit it.`,
    }),
}
