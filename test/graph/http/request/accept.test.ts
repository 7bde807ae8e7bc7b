import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GraphError } from '../../../../src/graph/errors/graph-error.ts'
import { readFormat } from '../../../../src/graph/http/request/accept.ts'
import { DEFAULT_FORMAT } from '../../../../src/graph/odata/json/format.ts'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const metadata = (level: string) => ({ accept: `application/json;odata.metadata=${level}` })

describe('the Accept header', () => {
  it.each([
    [undefined, 'minimal', false],
    ['*/*', 'minimal', false],
    ['application/*', 'minimal', false],
    ['application/json', 'minimal', false],
    ['application/json;charset=utf-8', 'minimal', false],
    ['application/json, text/plain, */*', 'minimal', false],
    ['Application/JSON; OData.Metadata=NONE', 'none', false],
    ['application/json;odata.metadata=none, */*', 'none', false],
    ['*/*, application/json;odata.metadata="full"', 'full', false],
    ['application/json;metadata=full;q=0.2, application/json;q=0.1', 'full', false],
    ['application/json;odata.metadata=full;q=0.2, application/json', 'minimal', false],
    ['text/html, application/json;odata.metadata=none;IEEE754Compatible=true', 'none', true],
    ['application/json;odata.metadata=odd, application/*', 'minimal', false],
  ])('%s selects metadata %s, large numbers as text %s', async (accept, level, asText) => {
    const { graph } = setup()
    const { status, headers } = await graph.get(RECORDS, accept === undefined ? {} : { accept })
    expect([status, headers.get('content-type')]).toEqual([
      200,
      `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=${asText};charset=utf-8`,
    ])
  })

  it.each(['application/xml', 'text/html', 'application/json;q=0', 'application/json;odata.metadata=verbose', 'json5'])(
    '%s is rejected before anything is changed',
    async (accept) => {
      const { emulator, graph } = setup()
      const before = emulator.store.getState()
      const { status, body } = await graph.post(CALLS, anOutgoingCall(), { accept })
      expect([status, body.error.code]).toEqual([406, 'NotAcceptable'])
      expect(body.error.message).toContain(`'${accept}'`)
      expect(emulator.store.getState()).toBe(before)
    },
  )

  it('is overridden by $format', async () => {
    const { graph } = setup()
    const both = await graph.get(`${RECORDS}?$format=application/json;odata.metadata=none`, metadata('full'))
    expect(both.headers.get('content-type')).toContain('odata.metadata=none')
    expect((await graph.get(`${RECORDS}?$format=json`, { accept: 'text/html' })).status).toBe(200)
  })

  it('never throws anything but GraphError', () => {
    const words = [
      'application/json',
      '*/*',
      ';',
      ',',
      'q=',
      '0',
      '1',
      'odata.metadata=',
      'none',
      '"',
      ' ',
      'json',
      '=',
    ]
    const header = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(header, (text) => {
        try {
          expect(Object.keys(readFormat(text))).toEqual(Object.keys(DEFAULT_FORMAT))
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError)
        }
      }),
    )
  })
})
