// `npm run smoke` installs the packed package in an empty project, checks its types, imports and runs it in Node, and
// bundles it for a browser, with the newest and the oldest supported MSW.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string | null>>>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
if (!existsSync(join(root, 'dist'))) throw new Error('dist/ does not exist. Run `npm run build` first.')

/** The versions of MSW under test, as pinned in package.json: the newest is `msw`, the oldest `msw2`. */
const mswVersions = [manifest.devDependencies.msw, manifest.devDependencies.msw2?.replace('npm:msw@', '')]

/** The entry points for a condition: `"node": null` excludes Node, `"browser": null` excludes bundlers. */
function entriesFor(condition: 'node' | 'browser'): string[] {
  return Object.entries(manifest.exports)
    .filter(([, target]) => typeof target !== 'string' && target[condition] !== null)
    .map(([path]) => path.replace('.', manifest.name))
}

function run(folder: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** Creates a project with the tarball and one version of MSW. */
function install(tarball: string, msw: string, folder: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "smoke", "private": true, "type": "module" }')
  // `--prefix`, because npm passes the project it was started in to its child processes.
  const quiet = ['--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund', '--silent']
  run(folder, 'npm', 'install', ...quiet, tarball, `msw@${msw}`)
}

function useInNode(folder: string): void {
  const consumer = join(folder, 'package-consumer.ts')
  copyFileSync(join(root, 'scripts/package-consumer.ts'), consumer)
  // Node's types come from this checkout. Everything else that a consumer needs must come with the package.
  const nodeTypes = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const strict = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--skipLibCheck', ...nodeTypes]
  run(folder, join(root, 'node_modules/.bin/tsc'), ...strict, consumer)
  run(folder, process.execPath, consumer)
  run(folder, join(folder, 'node_modules/.bin', manifest.name), '--version')

  for (const entry of entriesFor('node')) {
    const code = `import * as all from '${entry}'; if (!Object.keys(all)[0]) throw Error('${entry} is empty')`
    run(folder, process.execPath, '--input-type=module', '--eval', code)
  }
}

/** Checks the types in a page's project: without Node, with ES2022, and with `skipLibCheck` off. */
function checkForPage(folder: string): void {
  const entries = ['', '/har', '/panel'].map((entry) => `import '${manifest.name}${entry}'`)
  writeFileSync(join(folder, 'page.ts'), entries.join('\n'))
  const lib = ['es2022', 'dom', 'dom.iterable']
  const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib, module: 'esnext', types: [] }
  const configuration = { compilerOptions: { ...compilerOptions, moduleResolution: 'bundler' }, files: ['page.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration))
  run(folder, join(root, 'node_modules/.bin/tsc'), '-p', folder)
}

/** Fails on imports of Node's modules, which Vite would replace by empty modules for a browser. */
const noNodeModules = {
  name: 'no-node-modules',
  enforce: 'pre' as const,
  resolveId(source: string, importer?: string): void {
    if (isBuiltin(source)) throw new Error(`${importer} imports ${source}, which a browser does not have.`)
  },
}

async function bundleForBrowser(folder: string): Promise<void> {
  const page = join(folder, 'page.js')
  const entries = entriesFor('browser')
  // The imports are printed, or the bundler would drop unused ones before resolving them.
  const lines = entries.map((entry, index) => `import * as all${index} from '${entry}'; console.log(all${index})`)
  writeFileSync(page, lines.join('\n'))
  const output = { outDir: join(folder, 'bundle'), chunkSizeWarningLimit: 2_000, rolldownOptions: { input: page } }
  await build({ root: folder, configFile: false, logLevel: 'warn', plugins: [noNodeModules], build: output })
}

const workshop = mkdtempSync(join(tmpdir(), 'package-smoke-'))
try {
  const pack = ['pack', '--json', '--pack-destination', workshop]
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }))
  for (const msw of mswVersions) {
    if (!msw) throw new Error('package.json has no msw and msw2 in devDependencies. Add both.')
    const folder = join(workshop, `with-msw-${msw}`)
    install(join(workshop, filename), msw, folder)
    useInNode(folder)
    checkForPage(folder)
    await bundleForBrowser(folder)
    console.log(`${filename} with msw ${msw}: installed, type checked, run in Node, bundled for a browser.`)
  }
} finally {
  rmSync(workshop, { recursive: true, force: true })
}
