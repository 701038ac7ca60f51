import { windowSchema, type WindowDocument } from '@countersign/model';
import { compileWindow } from '@countersign/policy';
import type { LanguageContext } from '../context/LanguageContext';
import { nodeAt, textOf } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { markdownCode } from '../text/escapeMarkdown';

const MINUTE = 60_000;
const WEEK = 8 * 24 * 60;

/** A window of the policy in words, with when it opens or closes next; nothing of one with faults. */
export function describeWindow(
  view: PolicyDocumentView,
  name: string,
  { now }: LanguageContext,
): string | undefined {
  const document = windowOf(view, name);
  if (!document) {
    return undefined;
  }
  const { zone, days, from, to } = document;
  const lines = [
    `Window **${markdownCode(name)}**: ${days.join(', ')}, ${from} to ${to}, ${markdownCode(zone)}`,
  ];
  if (now !== undefined) {
    lines.push(nextChange(document, now));
  }
  return lines.join('\n\n');
}

function windowOf({ loose, text }: PolicyDocumentView, name: string): WindowDocument | undefined {
  const node = nodeAt(loose.root, ['spec', 'windows', name]);
  const member = (key: string) => textOf(text, nodeAt(node ?? loose.root, [key]));
  const days = node && nodeAt(node, ['days']);
  const parsed = windowSchema.safeParse({
    zone: member('zone'),
    days: days?.kind === 'list' ? days.entries.map(({ value }) => textOf(text, value)) : undefined,
    from: member('from'),
    to: member('to'),
  });
  return node && parsed.success ? parsed.data : undefined;
}

/** Looked for minute by minute over a week, as daylight saving may shift either end. */
function nextChange(document: WindowDocument, now: number): string {
  try {
    const window = compileWindow(document);
    const isOpen = window.contains(now);
    const start = Math.floor(now / MINUTE) * MINUTE;
    for (let minute = 1; minute <= WEEK; minute++) {
      const at = start + minute * MINUTE;
      if (window.contains(at) !== isOpen) {
        return `${isOpen ? 'Open now, closes' : 'Closed now, opens'} ${localTime(at, document.zone)}`;
      }
    }
    return isOpen ? 'Always open.' : 'It does not open within a week.';
  } catch {
    // The zone is a fault of its own, which stands among the problems.
    return 'There is no such time zone.';
  }
}

function localTime(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? '';
  return `${part('weekday')}, ${part('day')} ${part('month')}, ${part('hour')}:${part('minute')}.`;
}
