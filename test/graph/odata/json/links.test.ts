import { expect, it } from 'vitest'
import { endedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

it.each(['https://graph.microsoft.com', 'https://graph.microsoft.us', 'http://localhost', 'http://graph:4010'])(
  'names the origin of the request, with its port, in every link: %s',
  async (origin) => {
    const { emulator, graph } = setup({ hosts: ['https://graph.microsoft.com', origin] })
    await endedCall({ emulator, graph })
    const list = `${origin}/v1.0/communications/callRecords`
    const full = { headers: { Accept: 'application/json;odata.metadata=full' } }
    const text = await (await emulator.fetch(list, full)).text()
    const links = [...text.matchAll(/"[^"]*@odata\.(?:context|id|navigationLink|associationLink|nextLink)":"([^"]+)"/g)]
    const absolute = links.map(([, link = '']) => link).filter((link) => link.includes('://'))
    expect(absolute.length).toBeGreaterThan(2)
    expect(absolute.filter((link) => !link.startsWith(`${origin}/v1.0/`))).toEqual([])
  },
)
