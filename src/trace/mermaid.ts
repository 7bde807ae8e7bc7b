import { formatEntry, formatTime } from './format-entry.ts'
import { formatDelivery, formatNotification } from './format-notification.ts'
import { actorOfStep, formatStep } from './format-step.ts'
import { participantNames } from './participant-names.ts'
import { createIdShortener } from './shorten-ids.ts'
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
/** Longer texts are cut off, because they would stretch the whole diagram. */
const LONGEST_TEXT = 120

/**
 * Draws entries as a Mermaid sequence diagram of the app, Graph, the participants of the other side, and the URLs that
 * receive notifications. A note shows the time whenever it has advanced.
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function toMermaid(entries: readonly TraceEntry[]): string {
  const namesById = participantNames(entries)
  const drawn = entries.map((entry) => ({ entry, line: toLine(entry, namesById) }))
  const names = [...new Set([APP, GRAPH, ...drawn.flatMap(({ line: { from, to = from } }) => [from, to])])]
  const [urls, sides] = [names.filter(isUrl), names.filter((name) => name !== APP && name !== GRAPH && !isUrl(name))]
  const numbered = (kind: string) => (name: string, index: number) => [name, `${kind}${index + 1}`] as const
  // The receivers of notifications come last, at the diagram's edge.
  const ids = new Map([[APP, 'app'], [GRAPH, 'graph'], ...sides.map(numbered('side')), ...urls.map(numbered('url'))])
  const shorten = createIdShortener([...names, ...drawn.map(({ line }) => line.text)])
  const toText = (text: string) => escapeText(clipText(shorten(text)))
  const span = `app,${[...ids.values()].at(-1)}`

  const lines = drawn.flatMap(({ entry: { at }, line: { from, arrow, to = from, text } }, index) => {
    // The first line shows the date, too.
    const before = drawn[index - 1]?.entry.at ?? -1
    const who = arrow ? `${ids.get(from)}${arrow}${ids.get(to)}` : `Note over ${ids.get(from)}`
    return [...(at === before ? [] : [`Note over ${span}: ${formatTime(at, before)}`]), `${who}: ${toText(text)}`]
  })
  const participants = [...ids].map(([name, id]) => `participant ${id} as ${toText(withoutScheme(name))}`)
  return ['sequenceDiagram', ...[...participants, ...lines].map((line) => `  ${line}`), ''].join('\n')
}

function toLine(entry: TraceEntry, namesById: ReadonlyMap<string, string>): Line {
  switch (entry.type) {
    case 'request':
      return { from: APP, arrow: '->>', to: GRAPH, text: formatEntry(entry) }
    case 'response':
      return { from: GRAPH, arrow: '-->>', to: APP, text: formatEntry(entry) }
    case 'step':
      return stepLine(nameOrId(actorOfStep(entry.step), namesById), formatStep(entry))
    case 'notification':
      return { from: GRAPH, arrow: '-)', to: entry.url, text: formatNotification(entry.body) }
    case 'delivery':
      return deliveryLine(entry)
    default:
      return { from: GRAPH, text: formatEntry(entry) }
  }
}

function nameOrId(who: string | undefined, namesById: ReadonlyMap<string, string>): string | undefined {
  return who === undefined ? undefined : (namesById.get(who) ?? who)
}

/** An arrow from a participant of the other side; a note for a step of the app's own leg. */
function stepLine(who: string | undefined, text: string): Line {
  return who === 'app' ? { from: APP, text } : { from: who ?? OTHER_SIDE, arrow: '->>', to: GRAPH, text }
}

/** The receiver's response, or a notification that was not delivered. */
function deliveryLine(entry: TraceEntryOf<'delivery'>): Line {
  const { url, outcome } = entry
  if (outcome === 'failed') return { from: GRAPH, arrow: '--x', to: url, text: formatDelivery(entry) }
  if (outcome === 'delivered' || outcome === 'refused')
    return { from: url, arrow: '-->>', to: GRAPH, text: formatDelivery(entry) }
  const { why: _, ...plain } = entry
  return { from: GRAPH, arrow: '-x', to: url, text: formatDelivery(plain) }
}

function isUrl(name: string): boolean {
  return URL.canParse(name)
}

function withoutScheme(name: string): string {
  return name.replace(/^https?:\/\//, '')
}

function clipText(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
}

/** Writes all but plain characters as code points: Mermaid reads some as syntax, and `wrap:` at the start, too. */
function escapeText(text: string): string {
  const special = /[^\p{L}\p{N}\p{M} …→×/.,:()'_+=?*!@[\]{}|-]|(?<=^(?:no)?wrap):/giu
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(special, (character) => `#${character.codePointAt(0)};`)
}
