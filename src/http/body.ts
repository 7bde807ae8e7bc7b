import { isJsonObject, type JsonObject } from '../edm/json.ts'
import { GraphError } from '../odata/errors.ts'

/** The most characters of a request body: the emulator's choice. */
const BODY_LIMIT = 4 * 1024 * 1024

/**
 * Reads a JSON body.
 * @param optional An action without required parameters may be called without a body.
 */
export async function readBody(request: Request, optional: boolean): Promise<JsonObject> {
  const text = await request.text()
  if (text.length > BODY_LIMIT) throw new GraphError('bodyTooLarge', BODY_LIMIT)
  if (text.trim() === '') {
    if (optional) return {}
    throw new GraphError('emptyBody')
  }
  const contentType = request.headers.get('content-type')
  if (contentType === null) throw new GraphError('unreadableJson')
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) throw new GraphError('notJson', contentType)
  const body = parseJson(text)
  if (!isJsonObject(body)) throw new GraphError('unreadableJson')
  return body
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new GraphError('unreadableJson')
  }
}
