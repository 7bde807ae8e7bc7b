// `npm run readme` generates the README's tables of endpoints and scenarios from the code. test/readme.test.ts fails
// when they are out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import type { EndpointFacts } from '../src/graph/endpoint/endpoint.ts'
import { loadEndpoints } from '../src/modules.ts'
import { scenarios } from '../src/scenarios/library/library.ts'
import { docOf, readEndpointDocs } from './endpoint-docs.ts'

const endpoints = await loadEndpoints()

export const README = new URL('../README.md', import.meta.url)

/** Returns the README with both tables generated again. */
export async function withTables(readme: string): Promise<string> {
  const docs = await readEndpointDocs()
  const rows = endpoints.map((endpoint) => {
    const { title, page } = docOf(docs, endpoint)
    return toRow(toPaths(endpoint), title, toLink(page))
  })
  const library = Object.entries(scenarios).map(([name, { description }]) =>
    toRow(`\`scenarios.${name}\``, description),
  )
  return withRows(withRows(readme, 'endpoints', rows), 'scenarios', library)
}

function withRows(readme: string, name: string, rows: readonly string[]): string {
  const table = new RegExp(`(<!-- ${name}\\b.*-->\\n(?:\\|.*\\n){2})(?:\\|.*\\n)*(?=<!-- /${name} -->)`)
  if (!table.test(readme)) throw new Error(`README.md has no table between <!-- ${name} … --> and <!-- /${name} -->.`)
  return readme.replace(table, (_, head: string) => head + rows.map((row) => `${row}\n`).join(''))
}

function toRow(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Writes a parameter `:callId` as `{callId}`, as Graph's documentation does. */
function toPaths({ method, path, alsoAt = [] }: EndpointFacts): string {
  const paths = [path, ...alsoAt].map((one) => one.replace(/:(\w+)/g, '{$1}'))
  return `\`${method} ${paths.join('`, `')}\``
}

function toLink(page: string | undefined): string {
  return page === undefined ? 'not documented' : `[${page.split('/').at(-1)}](${page})`
}

if (import.meta.main) writeFileSync(README, await withTables(readFileSync(README, 'utf8')))
