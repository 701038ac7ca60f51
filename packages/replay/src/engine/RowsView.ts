import type { AnswerTable } from './AnswerTable';
import type { ReplayRow, ReplayRows } from './ReplayResult';

/** Rows that are kept as two numbers each, and made into objects when they are asked for. */
export class RowsView implements ReplayRows {
  /** Stands for the answer that a row does not have. */
  static readonly NO_ANSWER = 0xffff;

  constructor(
    private readonly answers: AnswerTable,
    private readonly before: Uint16Array,
    private readonly after: Uint16Array,
  ) {}

  get length(): number {
    return this.after.length;
  }

  at(index: number): ReplayRow | undefined {
    const row = index < 0 ? index + this.length : index;
    return row >= 0 && row < this.length ? this.rowAt(row) : undefined;
  }

  *[Symbol.iterator](): Iterator<ReplayRow> {
    for (let row = 0; row < this.length; row++) {
      yield this.rowAt(row);
    }
  }

  private rowAt(index: number): ReplayRow {
    const before = this.before[index]!;
    const { decision: head, unknown } = this.answers.at(this.after[index]!);
    return {
      index,
      ...(before !== RowsView.NO_ANSWER && { base: this.answers.at(before).decision }),
      head,
      ...(unknown && { unknown: true as const }),
    };
  }
}
