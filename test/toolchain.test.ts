import { expect, it } from 'vitest'

it("runs on the toolchain's own Node, whichever Node started npm", () => {
  expect(process.version).toMatch(/^v24\./)
})
