import { LEVELS, type Level } from '@countersign/model';
import {
  bandOf,
  PolicyFacts,
  scoreImpact,
  type Expression,
  type ExpressionNode,
  type Policy,
  type PolicySet,
} from '@countersign/policy';
import type { Columns } from '../columns/Columns';
import { RowInput } from '../columns/RowInput';
import type { Pacer } from '../engine/Pacer';
import type { Bitmap, Kernels } from '../kernels/Kernels';
import type { Bits } from './Bits';
import type { BitmapStore } from './BitmapStore';
import type { CodedParts } from './CodedParts';
import { Logic } from './Logic';
import { partNamesOf } from './partNamesOf';
import { NO_ROW, type PartCodes } from './PartCodes';
import { asksRows, type Plan } from './Plan';
import { planCondition } from './planCondition';
import type { Reads } from './readsOf';

/** What conditions are found out with: one for each set of recordings. */
export interface Bench {
  readonly columns: Columns;
  readonly kernels: Kernels;
  readonly store: BitmapStore;
  readonly parts: CodedParts;
}

/** The level of each row: one bitmap for each of `LEVELS`, and a text that says what they come from. */
export interface LevelBits {
  readonly key: string;
  readonly bitmaps: readonly Bitmap[];
}

/** A condition, as it stands in a policy. */
export interface Asked {
  readonly policy: string;
  /** Name of the rule, or of what else has the condition. */
  readonly rule: string;
  /** `undefined` when it always holds. */
  readonly expression: Expression | undefined;
}

const FALSE = 0;
const TRUE = 1;
const ERROR = 2;

/**
 * Finds out conditions for all rows of a set. Every answer comes from the scalar evaluator; what is
 * done here is to ask it no question twice, and to keep what it said.
 */
export class Conditions {
  /** How many rows were asked about one by one, by policy and rule. */
  readonly asked = new Map<string, { policy: string; rule: string; rows: number }>();
  private readonly logic: Logic;
  private readonly bandsKey: string;

  /** @param levels - Absent while the levels are being made. */
  constructor(
    private readonly bench: Bench,
    private readonly set: PolicySet,
    private readonly policies: ReadonlyMap<string, Policy>,
    private readonly pacer: Pacer,
    private readonly levels?: LevelBits,
  ) {
    this.logic = new Logic(bench.kernels, bench.store);
    this.bandsKey = JSON.stringify(set.impact.bands);
  }

  /**
   * What a condition comes to.
   *
   * @param mask - Rows that matter; of others it may say anything but both true and an error.
   */
  async of(asked: Asked, mask: Bitmap): Promise<Bits> {
    const { store, parts } = this.bench;
    const { expression } = asked;
    if (!expression) {
      return { truth: mask, error: undefined };
    }
    const key = this.keyOf(asked, expression.syntax!, expression);
    const kept = store.find(key);
    if (kept) {
      return kept[0]!;
    }
    const plan = planCondition(expression.syntax!, parts, {
      isQuarterly: name => isQuarterly(this.windowOf(asked, name)),
    });
    const mark = store.mark;
    const bits = await this.run(plan, asked, mask);
    if (asksRows(plan)) {
      return bits;
    }
    if (plan.kind === 'logic') {
      // Pieces are kept by their own texts, and may be what the whole came to.
      const own = this.copied(bits);
      store.keep(key, [own]);
      store.release(mark);
      return own;
    }
    return bits;
  }

  private async run(plan: Plan, asked: Asked, mask: Bitmap): Promise<Bits> {
    switch (plan.kind) {
      case 'logic':
        return this.runLogic(plan, asked, mask);
      case 'rows':
        return this.askRows(plan.node, asked, mask);
      default: {
        const { store } = this.bench;
        const key = this.keyOf(asked, plan.node, asked.expression!);
        const kept = store.find(key);
        if (kept) {
          return kept[0]!;
        }
        const mark = store.mark;
        const bits = await this.runPiece(plan, asked);
        store.keep(key, [bits]);
        store.release(mark);
        return bits;
      }
    }
  }

  private async runLogic(
    { operator, parts }: Extract<Plan, { kind: 'logic' }>,
    asked: Asked,
    mask: Bitmap,
  ): Promise<Bits> {
    const { kernels, store } = this.bench;
    if (operator === '!') {
      return this.logic.not(await this.run(parts[0]!, asked, mask));
    }
    if (operator === '?:') {
      const [condition, yes, no] = parts as [Plan, Plan, Plan];
      const first = await this.run(condition, asked, mask);
      return this.logic.choose(
        first,
        await this.run(yes, asked, mask),
        await this.run(no, asked, mask),
      );
    }
    // What is asked row by row comes last: the other side has decided most rows by then.
    const [left, right] = asksRows(parts[0]!) ? [parts[1]!, parts[0]!] : [parts[0]!, parts[1]!];
    const first = await this.run(left, asked, mask);
    let open = mask;
    if (asksRows(right)) {
      open = store.take();
      if (operator === '&&') {
        kernels.and(mask, this.logic.notFalse(first), open);
      } else {
        kernels.andNot(mask, first.truth, open);
      }
    }
    const second = await this.run(right, asked, open);
    return operator === '&&' ? this.logic.and(first, second) : this.logic.or(first, second);
  }

  private runPiece(plan: Exclude<Plan, { kind: 'logic' | 'rows' }>, asked: Asked): Promise<Bits> {
    switch (plan.kind) {
      case 'atom':
        return this.runAtom(plan.node, plan.reads, asked);
      case 'clock':
        return this.runClock(plan.node, plan.minutes, asked);
      case 'instant':
        return Promise.resolve(this.runInstant(plan.node, asked));
    }
  }

  /** Asks about one row for each distinct value, at each level that there is. */
  private async runAtom(node: ExpressionNode, reads: Reads, asked: Asked): Promise<Bits> {
    const { parts, kernels, store, columns } = this.bench;
    const names = partNamesOf(reads, parts)!;
    const codes = names.length > 0 ? parts.joined(names)! : undefined;
    const expression = asked.expression!.part(node);
    const parameters = reads.parameters as ReadonlySet<string>;
    const question = (row: number, level: Level | undefined) =>
      this.askRow(expression, new RowInput(columns, row, parameters), level, reads.score);
    if (!reads.level) {
      return this.askCodes(codes, row => question(row, undefined));
    }
    let result: Bits = { truth: store.filled(0), error: undefined };
    for (const [rank, bitmap] of this.levels!.bitmaps.entries()) {
      if (!kernels.isEmpty(bitmap)) {
        const { truth, error } = await this.askCodes(codes, row => question(row, LEVELS[rank]));
        kernels.and(truth, bitmap, truth);
        kernels.or(result.truth, truth, result.truth);
        if (error) {
          kernels.and(error, bitmap, error);
          if (result.error) {
            kernels.or(result.error, error, result.error);
          } else if (!kernels.isEmpty(error)) {
            result = { truth: result.truth, error };
          }
        }
      }
    }
    return result;
  }

  /**
   * Asks once for each code, about a row that has it; about any row without codes.
   *
   * @param question - Answers 0 for false, 1 for true, 2 for an error.
   */
  async askCodes(codes: PartCodes | undefined, question: (row: number) => number): Promise<Bits> {
    const { kernels, store } = this.bench;
    const { rows } = store;
    if (!codes) {
      const answer = rows > 0 ? question(0) : FALSE;
      return {
        truth: store.filled(answer === TRUE ? 1 : 0),
        error: answer === ERROR && rows > 0 ? store.filled(1) : undefined,
      };
    }
    const table = kernels.arena.u8(codes.count);
    try {
      let answers = 0;
      for (let code = 0; code < codes.count; code++) {
        const row = codes.first[code]!;
        if (this.pacer.due()) {
          await this.pacer.pause();
        }
        const answer = row === NO_ROW ? FALSE : question(row);
        answers |= answer;
        table[code] = answer;
      }
      return this.lookUp(codes, table, (answers & ERROR) !== 0);
    } finally {
      kernels.arena.free(table);
    }
  }

  private lookUp(codes: Pick<PartCodes, 'codes'>, table: Uint8Array, mayFail: boolean): Bits {
    const { kernels, store } = this.bench;
    const truth = store.take();
    const error = mayFail ? store.take() : undefined;
    const fails = kernels.lookUp(codes.codes, store.rows, table, truth, error);
    return { truth, error: fails ? error : undefined };
  }

  /**
   * Asks about the first and the last instant of each stretch of the clock. Where they agree, all
   * between them do: local time takes the boundaries of windows, hours and days at full stretches, so
   * that within one only a change of a zone's clocks can make a difference, and no zone has two of
   * those in a quarter of an hour. Where they do not, every instant is asked about.
   */
  private async runClock(node: ExpressionNode, minutes: number, asked: Asked): Promise<Bits> {
    const expression = asked.expression!.part(node);
    return this.askClock(minutes, instant => this.askInstant(expression, instant));
  }

  /** Asks something that only depends on the clock, and on that by stretches. */
  async askClock(minutes: number, question: (instant: number) => number): Promise<Bits> {
    const { parts, kernels, columns } = this.bench;
    const { values } = columns.instants('at');
    const slots = parts.clock(minutes);
    const table = kernels.arena.u8(slots.count);
    const mixed: number[] = [];
    try {
      let answers = 0;
      for (let slot = 0; slot < slots.count; slot++) {
        if (this.pacer.due()) {
          await this.pacer.pause();
        }
        const first = slots.ranks[slot]!;
        const last = slots.ranks[slot + 1]! - 1;
        const answer = first < values.length ? question(values[first]!) : FALSE;
        if (last > first && question(values[last]!) !== answer) {
          mixed.push(slot);
        }
        answers |= answer;
        table[slot] = answer;
      }
      if (mixed.length === 0) {
        return this.lookUp(slots, table, (answers & ERROR) !== 0);
      }
      const byRank = new Uint8Array(values.length);
      const isMixed = new Set(mixed);
      for (let slot = 0; slot < slots.count; slot++) {
        const [first, end] = [slots.ranks[slot]!, slots.ranks[slot + 1]!];
        if (isMixed.has(slot)) {
          for (let rank = first; rank < end; rank++) {
            byRank[rank] = question(values[rank]!);
            answers |= byRank[rank]!;
          }
        } else {
          byRank.fill(table[slot]!, first, end);
        }
      }
      return this.lookUpRanks(byRank, (answers & ERROR) !== 0);
    } finally {
      kernels.arena.free(table);
    }
  }

  private lookUpRanks(byRank: Uint8Array, mayFail: boolean): Bits {
    const { kernels, parts } = this.bench;
    const table = kernels.arena.u8(byRank.length);
    table.set(byRank);
    try {
      return this.lookUp({ codes: parts.part('at')!.codes }, table, mayFail);
    } finally {
      kernels.arena.free(table);
    }
  }

  /** A comparison with the clock: the same answer up to some instant, and another from there on. */
  private runInstant(node: ExpressionNode, asked: Asked): Bits {
    const { columns, kernels, store, parts } = this.bench;
    const { values } = columns.instants('at');
    const expression = asked.expression!.part(node);
    const ask = (rank: number) => this.askInstant(expression, values[rank]!);
    const last = values.length - 1;
    if (last < 1) {
      return { truth: store.filled(0), error: undefined };
    }
    const [begin, end] = [ask(1), ask(last)];
    if (begin === ERROR || end === ERROR) {
      // What fails is the other side, which is the same for all.
      return { truth: store.filled(0), error: store.filled(1) };
    }
    let low = 1;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ask(middle) === begin) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const flips = begin === end ? values.length : low;
    const truth = store.take();
    const { codes } = parts.part('at')!;
    if (begin === TRUE) {
      kernels.range(codes, store.rows, 1, flips, truth);
    } else {
      kernels.range(codes, store.rows, flips, values.length, truth);
    }
    return { truth, error: undefined };
  }

  /** Rows decided before an instant. */
  before(instant: number): Bitmap {
    const { kernels, store, parts } = this.bench;
    const truth = store.take();
    kernels.range(parts.part('at')!.codes, store.rows, 1, parts.rankOf(instant), truth);
    return truth;
  }

  /** The last resort: asks about each row that matters. */
  private async askRows(node: ExpressionNode, asked: Asked, mask: Bitmap): Promise<Bits> {
    const { columns, kernels, store } = this.bench;
    const expression = asked.expression!.part(node);
    const truth = store.filled(0);
    const error = store.filled(0);
    const some = new Uint32Array(1024);
    let count = 0;
    for (let from = 0; ;) {
      const found = kernels.positions(mask, from, some);
      for (let place = 0; place < found; place++) {
        const row = some[place]!;
        if (this.pacer.due()) {
          await this.pacer.pause();
        }
        const answer = this.askRow(expression, new RowInput(columns, row), this.levelAt(row));
        const bit = 1 << (row & 31);
        if (answer === TRUE) {
          truth[row >>> 5]! |= bit;
        } else if (answer === ERROR) {
          error[row >>> 5]! |= bit;
        }
      }
      count += found;
      if (found < some.length) {
        break;
      }
      from = some[found - 1]! + 1;
    }
    this.note(asked, count);
    return { truth, error: kernels.isEmpty(error) ? undefined : error };
  }

  private askRow(
    expression: Expression,
    input: RowInput,
    level: Level | undefined,
    withScore = true,
  ): number {
    const facts = new PolicyFacts(
      input,
      bandOf(this.set.impact.bands, input.factors.blastRadius.size),
    );
    if (level !== undefined) {
      facts.impact.level = level;
      if (withScore) {
        facts.impact.score = BigInt(scoreImpact(level, input).score);
      }
    }
    return answerOf(expression.evaluate(facts));
  }

  /** Asks what reads nothing but the clock, so that nothing but the clock need be there. */
  private askInstant(expression: Expression, instant: number): number {
    return answerOf(expression.evaluate({ now: new Date(instant) }));
  }

  private levelAt(row: number): Level | undefined {
    const rank = this.levels?.bitmaps.findIndex(
      bitmap => ((bitmap[row >>> 5]! >>> (row & 31)) & 1) === 1,
    );
    return rank === undefined ? undefined : LEVELS[rank];
  }

  private note({ policy, rule }: Asked, rows: number): void {
    const key = `${policy} ${rule}`;
    this.asked.set(key, { policy, rule, rows: rows + (this.asked.get(key)?.rows ?? 0) });
  }

  private copied({ truth, error }: Bits): Bits {
    const { kernels, store } = this.bench;
    const copy = (bitmap: Bitmap) => {
      const own = store.take();
      kernels.copy(bitmap, own);
      return own;
    };
    return { truth: copy(truth), error: error && copy(error) };
  }

  /** All that an answer depends on, beside the recordings. */
  private keyOf(asked: Asked, node: ExpressionNode, { source }: Expression): string {
    const text = source.slice(node.start, node.end);
    const { windows } = this.policies.get(asked.policy)!.document.spec;
    return [
      text,
      ...(text.includes('inWindow') ? [JSON.stringify(windows)] : []),
      ...(text.includes('impact') ? [this.bandsKey, this.levels?.key ?? ''] : []),
    ].join('\n');
  }

  private windowOf({ policy }: Asked, name: string) {
    return this.policies.get(policy)!.document.spec.windows[name];
  }
}

function answerOf(value: unknown): number {
  return typeof value === 'boolean' ? Number(value) : ERROR;
}

function isQuarterly(window: { from: string; to: string } | undefined): boolean {
  return (
    window !== undefined && [window.from, window.to].every(time => /:(00|15|30|45)$/.test(time))
  );
}
