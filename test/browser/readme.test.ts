import { expect, it, vi } from 'vitest'

it("the README's example 'browser' runs as it stands: somebody calls, and the app is told", async () => {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  // @ts-expect-error TypeScript knows no such module: vitest.config.ts makes it from the README.
  await import('../../README.md?example=browser')

  const source = { identity: { phone: { id: '+12065550100' } } }
  const notification = { value: [{ changeType: 'created', resourceData: { state: 'incoming', source } }] }
  await vi.waitFor(() => expect(log.mock.lastCall?.[0]).toMatchObject(notification))

  const { resourceUrl } = log.mock.lastCall?.[0]?.value[0] ?? {}
  const answer = await fetch(`https://graph.microsoft.com/v1.0${resourceUrl}`)
  expect(await answer.json()).toMatchObject({ state: 'incoming', callbackUri: 'https://bot.contoso.com/calls' })
})
