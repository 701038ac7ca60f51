import type { Decision, Recording } from '@countersign/model';
import { leastReviews } from './leastReviews';
import type { RowDecision } from './ReplayResult';

/** One of the few answers that a policy set gives to many rows. */
export interface Answer {
  readonly decision: RowDecision;
  /** The head cannot be judged; see `ReplayRow.unknown`. */
  readonly unknown: boolean;
  /** The fewest reviews it asks for. How many a decision on record asked is not known: infinite. */
  readonly reviews: number;
}

/** A million rows share a few dozen answers; each is kept once, by a number. */
export class AnswerTable {
  readonly answers: Answer[] = [];
  private readonly numbers = new Map<string, number>();
  /** Most requirements are a rule's own: their texts are made once. */
  private readonly texts = new WeakMap<object, string>();

  /** The number of a decision by a policy set. */
  add(decided: Decision): number {
    const { decision, level, rule, requirement, faults } = decided;
    const holds = decided.holds?.map(({ policy, hold }) => ({ policy, hold }));
    return this.intern(
      {
        decision,
        level,
        ...(rule && { rule }),
        ...(requirement && { requirement }),
        ...(holds && { holds }),
      },
      level === 'unknown' || faults.length > 0,
      leastReviews(requirement),
    );
  }

  /** The number of what was decided at the time. */
  addRecorded({ decision, level, rule }: NonNullable<Recording['decided']>): number {
    return this.intern({ decision, level, ...(rule && { rule }) }, false, Infinity);
  }

  at(number: number): Answer {
    return this.answers[number]!;
  }

  private intern(decision: RowDecision, unknown: boolean, reviews: number): number {
    const { requirement, rule, holds } = decision;
    const key = [
      ...[decision.decision, decision.level, unknown, rule?.policy, rule?.rule],
      requirement && this.textOf(requirement),
      holds && JSON.stringify(holds),
    ].join('\n');
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.answers.length;
      this.numbers.set(key, number);
      this.answers.push(Object.freeze({ decision: Object.freeze(decision), unknown, reviews }));
    }
    return number;
  }

  private textOf(requirement: object): string {
    let text = this.texts.get(requirement);
    if (text === undefined) {
      text = JSON.stringify(requirement);
      this.texts.set(requirement, text);
    }
    return text;
  }
}
