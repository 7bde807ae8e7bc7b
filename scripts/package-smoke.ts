// `npm run smoke`: what npm would publish, installed in an empty project, type checked, imported and run in Node and
// bundled for a browser; with the newest and with the oldest MSW that is supported.
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
if (!existsSync(join(root, 'dist'))) throw new Error('There is no dist/. Run `npm run build` first.')

/** The versions of MSW under test, as package.json pins them: the newest under its own name, the oldest as `msw2`. */
const mswVersions = [manifest.devDependencies.msw, manifest.devDependencies.msw2?.replace('npm:msw@', '')]

/** The entry points that a condition leaves open: `"node": null` closes one to Node, `"browser": null` to bundlers. */
function entriesFor(condition: 'node' | 'browser'): string[] {
  return Object.entries(manifest.exports)
    .filter(([, target]) => typeof target !== 'string' && target[condition] !== null)
    .map(([path]) => path.replace('.', manifest.name))
}

function run(folder: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
}

/** An empty project with the tarball and one MSW in it. */
function install(tarball: string, msw: string, folder: string): void {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "name": "smoke", "private": true, "type": "module" }')
  // `--prefix`, because npm tells its children which project it was started in.
  const quiet = ['--prefix', folder, '--prefer-offline', '--no-audit', '--no-fund', '--silent']
  run(folder, 'npm', 'install', ...quiet, tarball, `msw@${msw}`)
}

function useInNode(folder: string): void {
  const consumer = join(folder, 'package-consumer.ts')
  copyFileSync(join(root, 'scripts/package-consumer.ts'), consumer)
  // Node's own types come from this checkout; everything else a consumer needs must come with the package.
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

/** A page's project, which has no Node and nothing newer than ES2022, and checks the types of its libraries, too. */
function checkForPage(folder: string): void {
  const entries = ['', '/har', '/panel'].map((entry) => `import '${manifest.name}${entry}'`)
  writeFileSync(join(folder, 'page.ts'), entries.join('\n'))
  const lib = ['es2022', 'dom', 'dom.iterable']
  const compilerOptions = { noEmit: true, strict: true, target: 'es2022', lib, module: 'esnext', types: [] }
  const configuration = { compilerOptions: { ...compilerOptions, moduleResolution: 'bundler' }, files: ['page.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration))
  run(folder, join(root, 'node_modules/.bin/tsc'), '-p', folder)
}

/** Vite puts an empty module in the place of one of Node's when it bundles for a browser; here that is a failure. */
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
  // Printed, or the bundler would leave out what nobody uses before it has resolved it.
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
    if (!msw) throw new Error('package.json names no msw and msw2 among its devDependencies.')
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
