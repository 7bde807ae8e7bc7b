export { mountPanel, type PanelOptions } from './mount-panel.ts'
