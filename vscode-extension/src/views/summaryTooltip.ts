import { countText } from '@countersign/language-service';
import { DECISIONS, type DecisionValue } from '@countersign/model';
import type { ImpactState } from '../impact/ImpactState';
import type { RecordingsState } from '../recordings/RecordingsState';

const WORDS: Record<DecisionValue, string> = {
  allow: 'allowed',
  require_approval: 'asked',
  deny: 'denied',
};

/** The long form of the totals: the sentence, how decisions move, and which recordings they are of. */
export function summaryTooltip(
  sentence: string,
  recordings: RecordingsState,
  impact: ImpactState,
): string {
  const paragraphs = [escape(sentence)];
  const { summary } = impact;
  if (summary?.comparedWith === 'saved') {
    const { matrix, toilReviews } = summary.totals;
    paragraphs.push(
      [
        `| saved ↓ edited → | ${DECISIONS.map(head => WORDS[head]).join(' | ')} |`,
        '| :-- | --: | --: | --: |',
        ...DECISIONS.map(
          base =>
            `| ${WORDS[base]} | ${DECISIONS.map(head => countText(matrix[base][head])).join(' | ')} |`,
        ),
      ].join('\n'),
    );
    if (toilReviews > 0) {
      paragraphs.push(`The edit asks for at least ${countText(toilReviews)} more reviews.`);
    }
  }
  if (recordings.kind === 'loaded') {
    const { name, count, span, faults, firstFault } = recordings.report;
    const days = span ? `, ${span.from.slice(0, 10)} to ${span.to.slice(0, 10)}` : '';
    paragraphs.push(escape(`Recordings: ${name}, ${countText(count)} actions${days}.`));
    if (faults > 0) {
      paragraphs.push(
        escape(
          `${countText(faults)} lines could not be read and are left out; the first is line ${firstFault?.line}: ${firstFault?.message}`,
        ),
      );
    }
  }
  return paragraphs.join('\n\n');
}

/** File names and messages must not become markup. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, '\\$&');
}
