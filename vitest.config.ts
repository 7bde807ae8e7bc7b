import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { type Plugin, transformWithOxc } from 'vite'
import { defineConfig } from 'vitest/config'
import manifest from './package.json' with { type: 'json' }
import { findChromium, launchArguments } from './scripts/chromium.ts'
import { exampleNamed } from './test/support/readme-examples.ts'
import { serveEmulator } from './test/support/serve-emulator.ts'

// Without a Chromium the browser projects fail, naming what is missing; they are never left out. `npm test` fetches one.
const executablePath = findChromium()

/** A fresh object for each project: Vitest writes the project's name into the instances. */
const inChromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { args: launchArguments, ...(executablePath && { executablePath }) } }),
  instances: [{ browser: 'chromium' as const }],
  // What a test page cannot do itself.
  commands: { serveEmulator },
})

/**
 * `README.md?example=browser` is the README's example 'browser', as it stands: a module that a page can import. (With
 * `.ts` at the end, the search for dependencies would take all of the README for TypeScript.)
 */
const readmeExamples: Plugin = {
  name: 'readme-examples',
  load(id) {
    const [, readme, name] = /^(.+\.md)\?example=(\w+)$/.exec(id) ?? []
    return readme && name && transformWithOxc(exampleNamed(readFileSync(readme, 'utf8'), name), `${name}.ts`)
  },
}

/** Has an entry point of the package be imported from where it is written. */
const toSource = (entry: string) => ({
  find: new RegExp(`^${manifest.name}${entry}$`),
  replacement: fileURLToPath(new URL(`src/${entry && `adapters${entry}/`}index.ts`, import.meta.url)),
})

const nodeTests = {
  environment: 'node',
  // No test is timed: on a busy machine those that read thousands of records take as long as they take.
  testTimeout: 60_000,
  include: ['test/**/*.test.ts'],
  exclude: ['test/browser/**', 'test/support/**'],
}

/** The tests that go through MSW. To all others its version makes no difference. */
const throughMsw = globSync(nodeTests.include, { exclude: nodeTests.exclude }).filter((file) =>
  /msw|setupEmulator|readme-examples/.test(readFileSync(file, 'utf8')),
)

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['src/**'] },
    projects: [
      { test: { name: 'node', ...nodeTests } },
      {
        // Once more against the oldest MSW that is supported. The alias reaches src/ as well as the tests.
        resolve: { alias: [{ find: /^msw(?=\/|$)/, replacement: 'msw2' }] },
        test: { name: 'node-msw2', ...nodeTests, include: throughMsw },
      },
      {
        plugins: [msw({ mode: 'worker-only' }), readmeExamples], // msw() serves /mockServiceWorker.js
        // The README imports the package by its name.
        resolve: { alias: ['/panel', '/storybook', ''].map(toSource) },
        // All dependencies are found before the first test: one found later would reload the page under a test.
        optimizeDeps: { entries: ['src/**/*.ts', 'test/browser/**/*.ts'], include: ['storybook/test'] },
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], browser: inChromium() },
      },
      {
        plugins: [storybookTest({ configDir: '.storybook' })],
        test: { name: 'storybook', browser: inChromium() },
      },
    ],
  },
})
