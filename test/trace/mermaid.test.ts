import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMermaid } from '../../src/trace/mermaid.ts'
import { ALEX, aMeeting, aPrompt, CALLBACK } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

describe('trace.toMermaid', () => {
  it('draws requests, steps, transitions and notifications in order of time', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    await graph.get(`${path}/operation`)
    emulator.perform(call.id, { do: 'speak', for: '4s' })
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(emulator.trace.toMermaid()).toMatchInlineSnapshot(`
      "sequenceDiagram
        participant app as App
        participant graph as Graph
        participant side1 as Other side
        participant url1 as bot.contoso.com/callback
        Note over app,url1: 2026-01-05 09:00:00.000
        app->>graph: POST /v1.0/communications/calls
        Note over graph: call eae7…7558 establishing
        graph-)url1: call establishing
        graph-->>app: 201
        url1-->>graph: delivered 202
        Note over app,url1: 09:00:02.000
        side1->>graph: answer (answered)
        Note over graph: call eae7…7558 establishing → established
        graph-)url1: call established
        graph-)url1: call established, audio active
        url1-->>graph: delivered 202
        url1-->>graph: delivered 202
        app->>graph: GET /v1.0/communications/calls/eae7…7558/operation
        Note over graph: matches no endpoint, the closest is GET /communications/calls/{callId}/operations
        graph-->>app: 400 BadRequest: Resource not found for the segment 'operation'.
        side1->>graph: speak 4s
        side1->>graph: hangUp
        Note over graph: call eae7…7558 established → terminating
        graph-)url1: call terminating
        url1-->>graph: delivered 202
        Note over app,url1: 09:00:02.100
        Note over graph: call eae7…7558 terminating → terminated
        graph-)url1: call terminated, 200/4521
        url1-->>graph: delivered 202
        Note over graph: call record 03a6…2fcf created, version 1
      "
    `)
  })

  it('draws only the entries that a predicate accepts', async () => {
    const { emulator, graph } = setup()
    await graph.get('/communications/callRecords')
    await graph.get('/communications/calls/x')
    const diagram = emulator.trace.toMermaid(({ type }) => type === 'response')
    expect(linesOf(diagram).slice(3)).toEqual([
      'Note over app,graph: 2026-01-05 09:00:00.000',
      'graph-->>app: 200',
      "graph-->>app: 404 8522: Call not found. No live call has the id 'x'.",
    ])
  })

  it('shows the date again when it changes', async () => {
    const { emulator, graph } = setup()
    await graph.get('/communications/callRecords')
    await emulator.clock.advance('14h')
    await graph.get('/communications/callRecords')
    await emulator.clock.advance('2h')
    await graph.get('/communications/callRecords')
    const times = linesOf(emulator.trace.toMermaid()).filter((line) => line.startsWith('Note over app,graph'))
    expect(times.map((line) => line.slice('Note over app,graph: '.length))).toEqual([
      '2026-01-05 09:00:00.000',
      '23:00:00.000',
      '2026-01-06 01:00:00.000',
    ])
  })

  it('has a participant for each named person and each notified URL', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    emulator.perform(call.id, { do: 'answer', who: 'Adele Vance' })
    emulator.incomingCall({ callbackUri: 'https://elsewhere.contoso.com/calls' })
    emulator.perform(call.id, { do: 'network', profile: 'poorWifi', who: 'app' })
    const lines = linesOf(emulator.trace.toMermaid())
    expect(lines.filter((line) => line.startsWith('participant'))).toEqual([
      'participant app as App',
      'participant graph as Graph',
      'participant side1 as Adele Vance',
      `participant url1 as ${CALLBACK.slice('https://'.length)}`,
      'participant url2 as elsewhere.contoso.com/calls',
    ])
    expect(lines).toContain('side1->>graph: answer')
    expect(lines).toContain('Note over app: network poorWifi')
    expect(lines).toContain('graph-xurl2: undelivered')
  })

  it('shows the names of a roster and of a person given by participant id', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph, aMeeting())
    await emulator.clock.advance('1s')
    const participants = [{ identity: { user: { id: ALEX } } }]
    await graph.post(`/communications/calls/${call.id}/participants/invite`, { participants })
    emulator.perform(call.id, { do: 'lobby', who: 'Megan Bowen' })
    await emulator.clock.runToIdle()
    const lines = linesOf(emulator.trace.toMermaid())
    expect(lines).toContain('graph-)url1: 2 participants updated: Calling app, Adele Vance')
    expect(lines).toContain('graph-)url1: 3 participants updated: Calling app, Adele Vance, Megan Bowen (in the lobby)')
    expect(lines.slice(3, 5)).toEqual(['participant side1 as Megan Bowen', 'participant side2 as Alex Wilber'])
    expect(lines).toContain('side2->>graph: answer (default)')
  })

  it('labels a prompt request', async () => {
    const { emulator, graph, path } = await establishedCall(setup())
    await graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })
    expect(linesOf(emulator.trace.toMermaid())).toContain('graph-xurl2: prompt undelivered')
  })

  it('shortens ids, except where two would look alike', () => {
    const ids = ['aaaa0000-0000-4000-8000-000000000001', 'aaaa1111-0000-4000-8000-000000000001']
    const third = 'bbbb0000-0000-4000-8000-000000000002'
    const message = (id: string) => `about ${id} and ${id}`
    const diagram = toMermaid(
      [...ids, third].map((id, index) => ({ type: 'error', message: message(id), at: 0, index })),
    )
    expect(linesOf(diagram).slice(-3)).toEqual([...ids, 'bbbb…0002'].map((id) => `Note over graph: ${message(id)}`))
  })

  it('draws an empty diagram when nothing happened', () => {
    expect(setup().emulator.trace.toMermaid()).toBe(
      'sequenceDiagram\n  participant app as App\n  participant graph as Graph\n',
    )
  })

  it('writes valid Mermaid for any text', () => {
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
        const [error = ''] = lines.filter((line) => line.startsWith('Note over graph: '))
        expect(unescaped(error.slice('Note over graph: '.length))).toBe(message.replaceAll(/\s+/g, ' ').trim())
      }),
    )
  })

  it('truncates long text', () => {
    const longest = 'x'.repeat(120)
    const draw = (message: string) => linesOf(toMermaid([{ type: 'error', message, at: 0, index: 0 }])).at(-1)
    expect(draw(longest)).toBe(`Note over graph: ${longest}`)
    expect(draw(`${longest}x`)).toBe(`Note over graph: ${longest.slice(1)}…`)
  })
})

/**
 * The lines of a sequence diagram that the trace uses. A text ends with its line or at `;`, `#` starts a character by
 * code
 * point, and `%` a comment. https://mermaid.js.org/syntax/sequenceDiagram.html
 */
const TEXT = String.raw`(?!(?:no)?wrap:)(?:[^#;%<>\r\n\u2028\u2029]|#\d+;)*`
const ID = '(?:app|graph|side\\d+|url\\d+)'
const ARROW = String.raw`(?:->>|-->>|-\)|-x|--x)`
const LINE = new RegExp(
  `^(?:participant ${ID} as ${TEXT}|Note over ${ID}(?:,${ID})?: ${TEXT}|${ID}${ARROW}${ID}: ${TEXT})$`,
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
