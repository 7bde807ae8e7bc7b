// `npm run contributing` generates CONTRIBUTING.md's table of places in src/ from the architecture test's rule.
// test/contributing.test.ts fails when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { LAYERS } from '../test/support/architecture-rule.ts'

export const CONTRIBUTING = new URL('../CONTRIBUTING.md', import.meta.url)

const TABLE = /(<!-- places: .* -->\n)[\s\S]*?(?=<!-- \/places -->)/

/** Returns CONTRIBUTING.md with its table generated again. */
export function withPlaces(guide: string): string {
  if (!TABLE.test(guide))
    throw new Error('CONTRIBUTING.md has no table between <!-- places: … --> and <!-- /places -->.')
  const rows = LAYERS.map(
    (places) =>
      `| ${places.map(({ path }) => `\`${path}\``).join('<br>')} | ${places.map(({ contents }) => contents).join('<br>')} |\n`,
  )
  const table = `| place in \`src/\` | contents |\n| --- | --- |\n${rows.join('')}`
  return guide.replace(TABLE, (_, head: string) => head + table)
}

if (import.meta.main) writeFileSync(CONTRIBUTING, withPlaces(readFileSync(CONTRIBUTING, 'utf8')))
