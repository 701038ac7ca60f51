import { OUTCOME_STATUSES, type OutcomeStatus } from '@countersign/model';
import type { Columns } from '../columns/Columns';
import type { Kernels } from '../kernels/Kernels';
import { UnlowerableError } from '../lower/UnlowerableError';
import type { AnswerTable } from './AnswerTable';
import type { ReplayResult } from './ReplayResult';
import { RowsView } from './RowsView';
import { meanMilliseconds, toilOf, TotalsCounter } from './TotalsCounter';

/** Statuses, and that there is no outcome; twice, as a row was executed or not. */
const KINDS = (OUTCOME_STATUSES.length + 1) * 2;

/** Counters of one replay. */
const MAX_COUNTS = 2 ** 20;

/** What totals need of a set's rows, beside the answers. */
export class RowKinds {
  private made: Uint16Array | undefined;
  /** What the reviews of each row that has any took on average, in whole milliseconds. */
  readonly reviewMilliseconds: Float64Array;

  constructor(
    private readonly columns: Columns,
    private readonly kernels: Kernels,
  ) {
    const { rows, offsets, minutes } = columns.reviews;
    this.reviewMilliseconds = Float64Array.from(rows, (_, place) =>
      meanMilliseconds(minutes.subarray(offsets[place], offsets[place + 1])),
    );
  }

  /** Of each row a number that says whether it was executed and what came of it. */
  get codes(): Uint16Array {
    return (this.made ??= this.make());
  }

  private make(): Uint16Array {
    const { columns, kernels } = this;
    const statuses = columns.part('outcome.status');
    const executed = columns.instants('executedAt').codes;
    const codes = kernels.arena.u16(columns.rows);
    if (statuses.kind === 'dictionary') {
      const table = statuses.values.map(
        value => (OUTCOME_STATUSES as readonly unknown[]).indexOf(value) + 1,
      );
      for (let row = 0; row < columns.rows; row++) {
        codes[row] = table[statuses.codes[row]!]! * 2 + Number(executed[row] !== 0);
      }
    }
    return codes;
  }
}

/** Adds up rows by how many of each kind there are. */
export function countRows(given: {
  kernels: Kernels;
  columns: Columns;
  kinds: RowKinds;
  answers: AnswerTable;
  before: Uint16Array;
  after: Uint16Array;
  reviewMinutes: number | undefined;
}): Pick<ReplayResult, 'totals' | 'byRule'> {
  const { columns, kernels, answers, kinds, before, after } = given;
  const counter = new TotalsCounter(given.reviewMinutes);
  // The number after the last answer stands for "no base": numbers of the base stay small that way.
  const none = answers.answers.length;
  const width = none * KINDS;
  if (width >= 0x1_0000 || (none + 1) * width > MAX_COUNTS) {
    throw new UnlowerableError('The policies give too many different answers.');
  }
  const { rows } = columns;
  const { arena } = kernels;
  const pairs = arena.u16(rows);
  const bases = arena.u16(rows);
  const table = arena.u16(0x1_0000);
  const counts = arena.u32((none + 1) * width);
  try {
    table.forEach((_, code) => (table[code] = code === RowsView.NO_ANSWER ? none : code));
    kernels.translate(before, rows, table, bases);
    kernels.pair(after, kinds.codes, rows, KINDS, pairs);
    counts.fill(0);
    kernels.histogram(bases, pairs, rows, width, counts);
    counts.forEach((count, at) => {
      if (count === 0) {
        return;
      }
      const base = Math.floor(at / width);
      const head = answers.at(Math.floor((at % width) / KINDS));
      const kind = at % KINDS;
      const status = Math.floor(kind / 2);
      counter.addMany(
        {
          ...(base !== none && { base: answers.at(base).decision }),
          head: head.decision,
          unknown: head.unknown,
          reviews: { base: base === none ? 0 : answers.at(base).reviews, head: head.reviews },
          executed: kind % 2 === 1,
          ...(status > 0 && { status: OUTCOME_STATUSES[status - 1] as OutcomeStatus }),
        },
        count,
      );
    });
    addToil(counter, given);
    return counter.finish();
  } finally {
    [pairs, bases, table, counts].forEach(array => arena.free(array));
  }
}

/** The counter took every review to cost the median: puts right what is recorded of some rows. */
function addToil(
  counter: TotalsCounter,
  { columns, answers, kinds, before, after }: Parameters<typeof countRows>[0],
): void {
  const { rows } = columns.reviews;
  const many = answers.answers.length;
  const more = new Float64Array((many + 1) * many);
  for (let base = 0; base < many; base++) {
    for (let head = 0; head < many; head++) {
      const [one, other] = [answers.at(base), answers.at(head)];
      more[base * many + head] = toilOf(one.decision, other.decision, {
        base: one.reviews,
        head: other.reviews,
      });
    }
  }
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    const base = Math.min(before[row]!, many);
    const reviews = more[base * many + after[row]!]!;
    if (reviews > 0) {
      counter.replaceToil(reviews, kinds.reviewMilliseconds[place]!);
    }
  }
}
