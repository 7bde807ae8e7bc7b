// `node scripts/test-counts.ts results.json` prints "N passed, N failed" from the report of Vitest's json reporter.
import { readFileSync } from 'node:fs'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[]
}

const [path = ''] = process.argv.slice(2)
const report: Report = JSON.parse(readFileSync(path, 'utf8'))

// A file that could not be loaded has no tests, but counts as a failure.
const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
const skipped = report.numPendingTests + report.numTodoTests
if (skipped > 0) console.log(`${skipped} skipped or todo`)
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + brokenFiles.length} failed`)
