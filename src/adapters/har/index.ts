export type { HarEntry, HarFile } from './har-file.ts'
export { type HarScenarios, scenarioFromHar } from './scenario-from-har.ts'
