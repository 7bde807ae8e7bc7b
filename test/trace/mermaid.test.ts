import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMermaid } from '../../src/trace/mermaid.ts'
import { anOutgoingCall, CALLBACK } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

describe('trace.toMermaid', () => {
  it('draws who asked, who acted, what came of it and who was told, in time', async () => {
    const { emulator, graph } = setup()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    await emulator.clock.advance('2s')
    await graph.get(`/communications/calls/${call.id}/operation`)
    emulator.perform(call.id, { do: 'speak', for: '4s' })
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(emulator.trace.toMermaid()).toMatchInlineSnapshot(`
      "sequenceDiagram
        participant p0 as App
        participant p1 as Graph
        participant p2 as Other side
        participant p3 as bot.contoso.com/callback
        Note over p0,p3: 2026-01-05 09:00:00.000
        p0->>p1: POST /v1.0/communications/calls
        Note over p1: call eae7…7558 establishing
        p1-)p3: call establishing
        p1-->>p0: 201
        p3-->>p1: delivered 202
        Note over p0,p3: 09:00:02.000
        p2->>p1: answer (answered)
        Note over p1: call eae7…7558 establishing → established
        p1-)p3: call established
        p1-)p3: call established, audio active
        p3-->>p1: delivered 202
        p3-->>p1: delivered 202
        p0->>p1: GET /v1.0/communications/calls/eae7…7558/operation
        Note over p1: matches no operation#59; the nearest is GET /communications/calls/{callId}/operations
        p1-->>p0: 400 BadRequest: Resource not found for the segment 'operation'.
        p2->>p1: speak 4s
        p2->>p1: hangUp
        Note over p1: call eae7…7558 established → terminating
        p1-)p3: call terminating
        p3-->>p1: delivered 202
        Note over p0,p3: 09:00:02.100
        Note over p1: call eae7…7558 terminating → terminated
        p1-)p3: call terminated, 200/4521
        p3-->>p1: delivered 202
        Note over p1: call record 03a6…2fcf created, version 1
      "
    `)
  })

  it('draws only what a predicate accepts', async () => {
    const { emulator, graph } = setup()
    await graph.get('/communications/callRecords')
    await graph.get('/communications/calls/x')
    const diagram = emulator.trace.toMermaid(({ type }) => type === 'response')
    expect(linesOf(diagram).slice(3)).toEqual([
      'Note over p0,p1: 2026-01-05 09:00:00.000',
      'p1-->>p0: 200',
      "p1-->>p0: 404 8522: Call not found. No live call has the id 'x'.",
    ])
  })

  it('tells the day again when it is another', async () => {
    const { emulator, graph } = setup()
    await graph.get('/communications/callRecords')
    await emulator.clock.advance('14h')
    await graph.get('/communications/callRecords')
    await emulator.clock.advance('2h')
    await graph.get('/communications/callRecords')
    const times = linesOf(emulator.trace.toMermaid()).filter((line) => line.startsWith('Note over p0,p1'))
    expect(times.map((line) => line.slice('Note over p0,p1: '.length))).toEqual([
      '2026-01-05 09:00:00.000',
      '23:00:00.000',
      '2026-01-06 01:00:00.000',
    ])
  })

  it('has a participant for everybody who acts by name, and for each URL that is told', async () => {
    const { emulator, graph } = setup()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    emulator.perform(call.id, { do: 'answer', who: 'Adele Vance' })
    emulator.incomingCall({ callbackUri: 'https://elsewhere.contoso.com/calls' })
    emulator.perform(call.id, { do: 'network', profile: 'poorWifi', who: 'app' })
    const lines = linesOf(emulator.trace.toMermaid())
    expect(lines.filter((line) => line.startsWith('participant'))).toEqual([
      'participant p0 as App',
      'participant p1 as Graph',
      'participant p2 as Adele Vance',
      `participant p3 as ${CALLBACK.slice('https://'.length)}`,
      'participant p4 as elsewhere.contoso.com/calls',
    ])
    expect(lines).toContain('p2->>p1: answer')
    expect(lines).toContain('Note over p0: network poorWifi')
    expect(lines).toContain('p1-xp4: undelivered')
  })

  it('shortens each id to the same text everywhere, and leaves whole what would look alike', () => {
    const ids = ['aaaa0000-0000-4000-8000-000000000001', 'aaaa1111-0000-4000-8000-000000000001']
    const third = 'bbbb0000-0000-4000-8000-000000000002'
    const message = (id: string) => `about ${id} and ${id}`
    const diagram = toMermaid(
      [...ids, third].map((id, index) => ({ type: 'error', message: message(id), at: 0, index })),
    )
    expect(linesOf(diagram).slice(-3)).toEqual([...ids, 'bbbb…0002'].map((id) => `Note over p1: ${message(id)}`))
  })

  it('is an empty diagram when nothing happened', () => {
    expect(setup().emulator.trace.toMermaid()).toBe(
      'sequenceDiagram\n  participant p0 as App\n  participant p1 as Graph\n',
    )
  })

  it('keeps to the grammar, whatever texts it is given', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('end', 'wrap: x', '%%{init}%%', 'a;b', '#59;', 'a\nb->>c: d', '<br/>', '$$x$$', '\u2028', ' as '),
    )
    fc.assert(
      fc.property(text, text, text, (who, message, why) => {
        const diagram = toMermaid([
          { type: 'step', callId: 'x', step: { do: 'leave', who }, by: why, at: 0, index: 0 },
          { type: 'error', message, at: 1, index: 1 },
          { type: 'delivery', id: 'x', url: 'https://bot.contoso.com', outcome: 'failed', why, at: 1, index: 2 },
        ])
        const [head, ...lines] = linesOf(diagram)
        expect(head).toBe('sequenceDiagram')
        for (const line of lines) expect(line).toMatch(LINE)
        const participants = lines.filter((line) => line.startsWith('participant')).length
        expect(lines).toHaveLength(participants + 5)
        const [error = ''] = lines.filter((line) => line.startsWith('Note over p1: '))
        expect(unescaped(error.slice('Note over p1: '.length))).toBe(message.replaceAll(/\s+/g, ' ').trim())
      }),
    )
  })

  it('cuts a text that would stretch the whole diagram', () => {
    const longest = 'x'.repeat(120)
    const draw = (message: string) => linesOf(toMermaid([{ type: 'error', message, at: 0, index: 0 }])).at(-1)
    expect(draw(longest)).toBe(`Note over p1: ${longest}`)
    expect(draw(`${longest}x`)).toBe(`Note over p1: ${longest.slice(1)}…`)
  })
})

/**
 * The lines of a sequence diagram that are used here. A text ends with its line; `;` ends it too, `#` begins a character
 * by its code point and `%` a comment. https://mermaid.js.org/syntax/sequenceDiagram.html
 */
const TEXT = String.raw`(?!(?:no)?wrap:)(?:[^#;%<>\r\n\u2028\u2029]|#\d+;)*`
const LINE = new RegExp(
  String.raw`^(?:participant p\d+ as ${TEXT}|Note over p\d+(?:,p\d+)?: ?${TEXT}|p\d+(?:->>|-->>|-\)|-x|--x)p\d+: ${TEXT})$`,
  'u',
)

function linesOf(diagram: string): string[] {
  return diagram
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '')
}

function unescaped(text: string): string {
  return text.replaceAll(/#(\d+);/g, (_, codePoint) => String.fromCodePoint(Number(codePoint)))
}
