import type { Preview } from '@storybook/html-vite'
import { isCommonAssetRequest } from 'msw'
import { setupWorker } from 'msw/browser'
import { HttpNetworkFrame } from 'msw/experimental'
import { mswLoader } from 'msw-storybook-addon/csf3'
import { inFrames } from '../src/adapters/storybook/index.ts'

/** A worker that warns of requests to elsewhere which no handler took; the page's own files are nobody's business. */
async function startWorker() {
  // Started here because the addon's own set-up still speaks MSW 2, and MSW 3 ignores its `onUnhandledRequest`.
  const worker = setupWorker()
  await worker.start({
    quiet: true,
    serviceWorker: { url: './mockServiceWorker.js' },
    onUnhandledFrame({ frame, defaults }) {
      if (!(frame instanceof HttpNetworkFrame)) return
      const { request } = frame.data
      if (!isCommonAssetRequest(request) && new URL(request.url).origin !== location.origin) defaults.warn()
    },
  })
  return worker
}

export default {
  loaders: [mswLoader(startWorker)],
  // A story that fails an accessibility rule fails as a test.
  parameters: { ...inFrames, a11y: { test: 'error' } },
} satisfies Preview
