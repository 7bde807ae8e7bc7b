/** A control request names a resource that does not exist: answered with 404. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
}
