import { namesIn } from './people.ts'
import { createShortener } from './short-ids.ts'
import { tellDelivery, tellEntry, tellNotice, tellStep, timeOf, whoTakes } from './tell.ts'
import type { TraceEntry, TraceEntryOf } from './trace.ts'

/** One line of the diagram: an arrow between two participants, or a note over one. */
interface Line {
  readonly from: string
  readonly arrow?: '->>' | '-->>' | '-)' | '-x' | '--x'
  readonly to?: string
  readonly text: string
}

const APP = 'App'
const GRAPH = 'Graph'
const OTHER_SIDE = 'Other side'
/** Longer texts are cut: they would stretch the whole diagram. */
const LONGEST_TEXT = 120

/**
 * Draws what happened as a Mermaid sequence diagram: the app, Graph, who acts on the other side, and the URLs that were
 * told; time is written where it has passed.
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function toMermaid(entries: readonly TraceEntry[]): string {
  const people = namesIn(entries)
  const drawn = entries.map((entry) => ({ entry, line: toLine(entry, people) }))
  const names = [...new Set([APP, GRAPH, ...drawn.flatMap(({ line: { from, to = from } }) => [from, to])])]
  const [urls, sides] = [names.filter(isUrl), names.filter((name) => name !== APP && name !== GRAPH && !isUrl(name))]
  const numbered = (kind: string) => (name: string, index: number) => [name, `${kind}${index + 1}`] as const
  // What was told comes last, so that nobody stands between it and the edge.
  const ids = new Map([[APP, 'app'], [GRAPH, 'graph'], ...sides.map(numbered('side')), ...urls.map(numbered('url'))])
  const shorten = createShortener([...names, ...drawn.map(({ line }) => line.text)])
  const write = (text: string) => escaped(clipped(shorten(text)))
  const span = `app,${[...ids.values()].at(-1)}`

  const lines = drawn.flatMap(({ entry: { at }, line: { from, arrow, to = from, text } }, index) => {
    // The first line tells the date, too.
    const before = drawn[index - 1]?.entry.at ?? -1
    const who = arrow ? `${ids.get(from)}${arrow}${ids.get(to)}` : `Note over ${ids.get(from)}`
    return [...(at === before ? [] : [`Note over ${span}: ${timeOf(at, before)}`]), `${who}: ${write(text)}`]
  })
  const participants = [...ids].map(([name, id]) => `participant ${id} as ${write(withoutScheme(name))}`)
  return ['sequenceDiagram', ...[...participants, ...lines].map((line) => `  ${line}`), ''].join('\n')
}

function toLine(entry: TraceEntry, people: ReadonlyMap<string, string>): Line {
  switch (entry.type) {
    case 'request':
      return { from: APP, arrow: '->>', to: GRAPH, text: tellEntry(entry) }
    case 'response':
      return { from: GRAPH, arrow: '-->>', to: APP, text: tellEntry(entry) }
    case 'step':
      return stepLine(nameOrId(whoTakes(entry.step), people), tellStep(entry))
    case 'notification':
      return { from: GRAPH, arrow: '-)', to: entry.url, text: tellNotice(entry.body) }
    case 'delivery':
      return deliveryLine(entry)
    default:
      return { from: GRAPH, text: tellEntry(entry) }
  }
}

function nameOrId(who: string | undefined, people: ReadonlyMap<string, string>): string | undefined {
  return who === undefined ? undefined : (people.get(who) ?? who)
}

/** What somebody does on the other side; what becomes of the app's own leg is a note. */
function stepLine(who: string | undefined, text: string): Line {
  return who === 'app' ? { from: APP, text } : { from: who ?? OTHER_SIDE, arrow: '->>', to: GRAPH, text }
}

/** The receiver's answer, or the notification that came to nothing. */
function deliveryLine(entry: TraceEntryOf<'delivery'>): Line {
  const { url, outcome } = entry
  if (outcome === 'failed') return { from: GRAPH, arrow: '--x', to: url, text: tellDelivery(entry) }
  if (outcome === 'delivered' || outcome === 'refused')
    return { from: url, arrow: '-->>', to: GRAPH, text: tellDelivery(entry) }
  const { why: _, ...plain } = entry
  return { from: GRAPH, arrow: '-x', to: url, text: tellDelivery(plain) }
}

function isUrl(name: string): boolean {
  return URL.canParse(name)
}

function withoutScheme(name: string): string {
  return name.replace(/^https?:\/\//, '')
}

function clipped(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
}

/** Mermaid reads some characters as syntax, and `wrap:` at the beginning: all but the plainest are written by code point. */
function escaped(text: string): string {
  const special = /[^\p{L}\p{N}\p{M} …→×/.,:()'_+=?*!@[\]{}|-]|(?<=^(?:no)?wrap):/giu
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(special, (character) => `#${character.codePointAt(0)};`)
}
