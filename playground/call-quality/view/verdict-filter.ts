import { html, type TemplateResult } from 'lit'
import { type QualityCall, VERDICT_LABELS, VERDICTS, type Verdict } from '../records/quality-call.ts'

/** Which of the loaded calls are listed. */
export type VerdictChoice = Verdict | 'all'

/** The number of calls by verdict. Choosing one filters the table. */
export function verdictFilter(
  calls: readonly QualityCall[],
  chosen: VerdictChoice,
  choose: (choice: VerdictChoice) => void,
): TemplateResult {
  const classified = calls.filter(({ verdict }) => verdict !== 'loading').length
  const tile = (kind: VerdictChoice, label: string, count: number) => html`<label class="tile" data-verdict=${kind}>
    <input type="radio" name="verdict" .checked=${kind === chosen} @change=${() => choose(kind)} />
    <span class="label">${label}</span>
    <span class="count">${count}</span>
    <span class="share">${kind === 'all' ? 'calls' : toShare(count, classified)}</span>
  </label>`
  return html`<fieldset class="tiles">
    <legend class="hidden">Filter by quality</legend>
    ${tile('all', 'All', calls.length)}
    ${VERDICTS.map((kind) => tile(kind, VERDICT_LABELS[kind], calls.filter(({ verdict }) => verdict === kind).length))}
  </fieldset>`
}

function toShare(count: number, total: number): string {
  if (count === 0) return 'none'
  const percent = (100 * count) / total
  return percent < 1 ? 'under 1 %' : `${Math.round(percent)} %`
}
