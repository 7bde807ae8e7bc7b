// The README's tables of operations and scenarios, made from the code that they describe: `npm run readme`.
// test/readme.test.ts fails when they differ.
import { readFileSync, writeFileSync } from 'node:fs'
import type { EndpointFacts } from '../src/graph/endpoint/endpoint.ts'
import { endpoints } from '../src/modules.ts'
import { scenarios } from '../src/scenarios/library/library.ts'

export const README = new URL('../README.md', import.meta.url)

/** The README with both tables as they should be. */
export function withTables(readme: string): string {
  const operations = endpoints.map((operation) => toRow(pathsOf(operation), operation.title, toLink(operation.doc)))
  const library = Object.entries(scenarios).map(([name, { description }]) =>
    toRow(`\`scenarios.${name}\``, description),
  )
  return withRows(withRows(readme, 'operations', operations), 'scenarios', library)
}

function withRows(readme: string, name: string, rows: readonly string[]): string {
  const table = new RegExp(`(<!-- ${name}\\b.*-->\\n(?:\\|.*\\n){2})(?:\\|.*\\n)*(?=<!-- /${name} -->)`)
  if (!table.test(readme)) throw new Error(`README.md has no table between <!-- ${name} … --> and <!-- /${name} -->.`)
  return readme.replace(table, (_, head: string) => head + rows.map((row) => `${row}\n`).join(''))
}

function toRow(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** `:callId` is `{callId}` in Graph's own documentation. */
function pathsOf({ method, path, alsoAt = [] }: EndpointFacts): string {
  const paths = [path, ...alsoAt].map((one) => one.replace(/:(\w+)/g, '{$1}'))
  return `\`${method} ${paths.join('`, `')}\``
}

function toLink(page: string | undefined): string {
  return page === undefined ? 'not documented' : `[${page.split('/').at(-1)}](${page})`
}

if (import.meta.main) writeFileSync(README, withTables(readFileSync(README, 'utf8')))
