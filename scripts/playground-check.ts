// `npm run playground:check`: opens the built playground in Chromium, clicks, waits for the call record, and
// finds it among the calls of the last week.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { launchArguments } from './chromium.ts'
import { ensureChromium } from './ensure-chromium.ts'

const executablePath = ensureChromium()
const server = await preview({
  configFile: fileURLToPath(new URL('../playground/vite.config.ts', import.meta.url)),
  preview: { host: '127.0.0.1', port: 0 },
  logLevel: 'warn',
})
const url = server.resolvedUrls?.local[0]
if (!url) throw new Error('The preview server has no address.')

const browser = await chromium.launch({ executablePath, args: launchArguments })
const complaints: string[] = []
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(`error in the page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console.error: ${message.text()}`)
  })
  await page.goto(url)

  // The playground's promise: this button places a call, and its record is shown in this place when it is written.
  await page.getByRole('button', { name: 'Place a call' }).click()
  const record = page.getByTestId('call-record')
  await record.waitFor({ state: 'visible', timeout: 30_000 })
  if (!(await record.innerText()).trim()) complaints.push('The call record is shown without content.')

  // In the other view that call is the newest of many.
  await page.getByRole('link', { name: 'Call quality' }).click()
  await page.getByText(/^\d+ calls read$/).waitFor({ timeout: 30_000 })
  await page.getByRole('img', { name: /^Bars of the \d+ calls/ }).waitFor()
  await page.getByRole('button', { name: 'Contoso Calls → Adele Vance' }).click()
  await page.getByRole('region', { name: 'Session of Contoso Calls and Adele Vance' }).waitFor()
} catch (error) {
  complaints.push(String(error))
} finally {
  await browser.close()
  await server.close()
}

for (const complaint of complaints) console.error(complaint)
if (complaints.length > 0) process.exit(1)
console.log(`${url}: a click placed a call, and its record was shown, by itself and among all.`)
