import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EndpointFacts } from '../src/graph/endpoint/endpoint.ts'

/**
 * What the doc comment of an endpoint says: its title, which is the first line, and its page in Graph's documentation.
 */
export interface EndpointDoc {
  readonly title: string
  /** Absent for what Graph does not document. */
  readonly page?: string
}

const SRC = join(import.meta.dirname, '../src')

/** Reads the doc comments of all endpoints. They are no part of the package, whose size they would add to. */
export async function readEndpointDocs(): Promise<ReadonlyMap<unknown, EndpointDoc>> {
  const docs = new Map<unknown, EndpointDoc>()
  for (const file of globSync('*/endpoints/**/*.ts', { cwd: SRC })) {
    const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(SRC, file)).href)
    const source = readFileSync(join(SRC, file), 'utf8')
    for (const [, comment = '', name = ''] of source.matchAll(COMMENTED_EXPORT)) {
      docs.set(exported[name], toDoc(comment))
    }
  }
  return docs
}

const COMMENTED_EXPORT = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*export const (\w+)/g

function toDoc(comment: string): EndpointDoc {
  const [title = ''] = comment
    .replaceAll(/^\s*\*? ?/gm, '')
    .trim()
    .split('\n')
  const page = /@see (\S+)/.exec(comment)?.[1]
  return { title: title.replace(/\.$/, ''), ...(page !== undefined && { page }) }
}

/** @throws Error for an endpoint without a doc comment. */
export function docOf(docs: ReadonlyMap<unknown, EndpointDoc>, endpoint: EndpointFacts): EndpointDoc {
  const doc = docs.get(endpoint)
  if (doc) return doc
  throw new Error(`${endpoint.method} ${endpoint.path} has no doc comment. Write its title as the first line of one.`)
}
