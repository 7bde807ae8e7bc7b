import type { Preview } from '@storybook/html-vite'
import { isCommonAssetRequest } from 'msw'
import { setupWorker } from 'msw/browser'
import { HttpNetworkFrame } from 'msw/experimental'
import { mswLoader } from 'msw-storybook-addon/csf3'
import { inFrames } from '../src/adapters/storybook/index.ts'

/** Starts a worker that warns about unhandled requests to other origins, but not about the page's own files. */
async function startWorker() {
  // The addon's own setup passes `onUnhandledRequest` of MSW 2, which MSW 3 ignores.
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
  // A violated accessibility rule fails the story's test.
  parameters: { ...inFrames, a11y: { test: 'error' } },
} satisfies Preview
