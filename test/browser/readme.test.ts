import { expect, it, vi } from 'vitest'

it("runs the README's example 'browser', which notifies the app of an incoming call", async () => {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  // @ts-expect-error vitest.config.ts creates this module from the README.
  await import('../../README.md?example=browser')

  const source = { identity: { phone: { id: '+12065550100' } } }
  const notification = { value: [{ changeType: 'created', resourceData: { state: 'incoming', source } }] }
  await vi.waitFor(() => expect(log.mock.lastCall?.[0]).toMatchObject(notification))

  const { resourceUrl } = log.mock.lastCall?.[0]?.value[0] ?? {}
  const response = await fetch(`https://graph.microsoft.com/v1.0${resourceUrl}`)
  expect(await response.json()).toMatchObject({ state: 'incoming', callbackUri: 'https://bot.contoso.com/calls' })
})
