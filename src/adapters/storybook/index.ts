export { inFrames, withEmulator } from './with-emulator.ts'
