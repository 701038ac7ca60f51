import { holds, textOf } from '../import/evaluateMember';
import type { HistoryRule, RecordingRule } from '../mapping/Mapping';

/**
 * What the rows so far say, in the sense of a mapping's `history`. Rows come in the order of time.
 *
 * Each row costs one step for every rule. What is held is the events inside each window and the
 * last value of each key: it grows with the window and the number of keys, never with the file.
 */
export class HistoryTracker {
  private readonly windows: readonly (readonly [HistoryRule, Memory])[];
  private latest = -Infinity;

  constructor(private readonly rule: RecordingRule) {
    this.windows = rule.history.map(history => [history, createMemory(history)]);
  }

  get isEmpty(): boolean {
    return this.windows.length === 0;
  }

  /** Whether this instant may follow; two rows may share one. */
  accepts(at: number): boolean {
    return at >= this.latest;
  }

  /** What was known before this row. @throws MemberFault when an expression fails. */
  before(values: object, at: number): object {
    const history = new this.rule.History();
    for (const [rule, memory] of this.windows) {
      history[rule.name] = memory.read(textOf(rule.by, values) ?? '', at);
    }
    return history;
  }

  /** Remembers this row. @throws MemberFault when an expression fails; nothing is remembered then. */
  remember(values: object, at: number): void {
    const events = this.windows
      .filter(([rule]) => holds(rule.when, values))
      .map(([rule, memory]) => {
        const key = textOf(rule.by, values) ?? '';
        const value = textOf(rule.value, values) ?? '';
        return () => memory.add(key, at, value);
      });
    events.forEach(add => add());
    this.latest = at;
  }
}

interface Memory {
  read(key: string, at: number): unknown;
  add(key: string, at: number, value: string): void;
}

function createMemory(rule: HistoryRule): Memory {
  return rule.kind === 'last' ? new LastValue() : new SlidingWindow(rule.within, rule.kind);
}

class LastValue implements Memory {
  private readonly values = new Map<string, string>();

  read(key: string): string {
    return this.values.get(key) ?? '';
  }

  add(key: string, _at: number, value: string): void {
    this.values.set(key, value);
  }
}

/** Counts events, or distinct values, of the last so many milliseconds. */
class SlidingWindow implements Memory {
  private events: { at: number; key: string; value: string }[] = [];
  private first = 0;
  /** For each key, how often each value stands in the window. */
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly totals = new Map<string, number>();

  constructor(
    private readonly within: number,
    private readonly kind: 'count' | 'distinct',
  ) {}

  read(key: string, at: number): bigint {
    this.forget(at);
    return BigInt(
      this.kind === 'count' ? (this.totals.get(key) ?? 0) : (this.counts.get(key)?.size ?? 0),
    );
  }

  add(key: string, at: number, value: string): void {
    this.forget(at);
    this.events.push({ at, key, value });
    this.totals.set(key, (this.totals.get(key) ?? 0) + 1);
    const values = this.counts.get(key) ?? new Map<string, number>();
    this.counts.set(key, values.set(value, (values.get(value) ?? 0) + 1));
  }

  private forget(at: number): void {
    for (; this.first < this.events.length; this.first++) {
      const event = this.events[this.first]!;
      if (event.at >= at - this.within) {
        break;
      }
      decrement(this.totals, event.key);
      const values = this.counts.get(event.key)!;
      decrement(values, event.value);
      if (values.size === 0) {
        this.counts.delete(event.key);
      }
    }
    // Cutting the head off costs its length, so it is done when it is at least half.
    if (this.first > 1024 && this.first * 2 > this.events.length) {
      this.events = this.events.slice(this.first);
      this.first = 0;
    }
  }
}

function decrement(counts: Map<string, number>, key: string): void {
  const left = counts.get(key)! - 1;
  if (left === 0) {
    counts.delete(key);
  } else {
    counts.set(key, left);
  }
}
