export type { HarEntry, HarFile } from './capture/har-file.ts'
export { type HarScenarios, scenarioFromHar } from './scenario-from-har.ts'
