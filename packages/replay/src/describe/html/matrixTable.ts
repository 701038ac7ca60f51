import { DECISIONS } from '@countersign/model';
import type { ReplayTotals } from '../../engine/ReplayResult';
import { formatNumber } from '../format';
import { DECISION_WORDS, comparedCount } from '../words';

/** Base decisions down, head decisions across; the darker a cell, the more recordings. */
export function matrixTable(totals: Readonly<ReplayTotals>): string {
  const all = comparedCount({ totals });
  const cell = (base: (typeof DECISIONS)[number], head: (typeof DECISIONS)[number]) => {
    const count = totals.matrix[base][head];
    // By the root, so that a few among a hundred thousand still show.
    const shade = (0.55 * Math.sqrt(count / all)).toFixed(3);
    const same = base === head ? ' class="same"' : '';
    return `<td${same} style="background: rgba(var(--shade), ${shade})">${formatNumber(count)}</td>`;
  };
  return [
    '<div class="scroll"><table class="matrix"><thead><tr><th></th>',
    ...DECISIONS.map(head => `<th scope="col">now ${DECISION_WORDS[head]}</th>`),
    '</tr></thead><tbody>',
    ...DECISIONS.map(
      base =>
        `<tr><th scope="row">was ${DECISION_WORDS[base]}</th>${DECISIONS.map(head => cell(base, head)).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
}
