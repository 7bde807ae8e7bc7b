import { defineConfig } from 'tsdown'

export default defineConfig({
  // One line for each file in package.json's `exports` and `bin`.
  entry: {
    index: 'src/index.ts',
    'har/index': 'src/adapters/har/index.ts',
    'panel/index': 'src/adapters/panel/index.ts',
    'server/index': 'src/adapters/server/index.ts',
    'server/bin': 'src/adapters/server/bin.ts',
    'storybook/index': 'src/adapters/storybook/index.ts',
    'testing/index': 'src/adapters/testing/index.ts',
    'testing/browser': 'src/adapters/testing/browser.ts',
  },
  format: 'esm',
  // The library runs in pages, workers and Node; `neutral` also keeps the plain .js and .d.ts endings.
  platform: 'neutral',
  target: 'es2023',
  tsconfig: 'tsconfig.build.json',
  dts: true,
  // An emulator is disposable, which is beyond ES2023: projects that check the types of libraries know the word by this.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
  sourcemap: true,
  clean: true,
})
