// `npm run playground:check` opens the built playground in Chromium, places a call, waits for its call record, and
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
const problems: string[] = []
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => problems.push(`error in the page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console.error: ${message.text()}`)
  })
  await page.goto(url)

  // This button places a call, and this element shows its call record once it is written.
  await page.getByRole('button', { name: 'Place a call' }).click()
  const record = page.getByTestId('call-record')
  await record.waitFor({ state: 'visible', timeout: 30_000 })
  if (!(await record.innerText()).trim()) problems.push('The call record is empty.')

  // In the other view, that call is the newest of many.
  await page.getByRole('link', { name: 'Call quality' }).click()
  await page.getByText(/^\d+ calls loaded$/).waitFor({ timeout: 30_000 })
  await page.getByRole('img', { name: /^Bar chart of \d+ calls/ }).waitFor()
  await page.getByRole('button', { name: 'Contoso Calls → Adele Vance' }).click()
  await page.getByRole('region', { name: 'Session of Contoso Calls and Adele Vance' }).waitFor()
} catch (error) {
  problems.push(String(error))
} finally {
  await browser.close()
  await server.close()
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`${url}: placed a call, and found its call record in both views.`)
