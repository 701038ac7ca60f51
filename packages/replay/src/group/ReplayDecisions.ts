import { decisionInputOf, type Decision, type Recording } from '@countersign/model';
import { decide, type PolicySet } from '@countersign/policy';
import type { ReplayRow } from '../engine/ReplayResult';
import type { RecordingSet } from '../RecordingSet';

/** The policies that a recording is compared under; none where its own decision is the base. */
export type BaseOf = (recording: Recording) => PolicySet | undefined;

/**
 * The whole decisions behind the rows of a replay. A row keeps what is counted and compared; how it came
 * about is decided again when somebody asks, by the plain evaluator.
 */
export class ReplayDecisions {
  private readonly baseOf: BaseOf;
  /** A set may rebuild a recording each time, and a row is asked about several times in a row. */
  private last?: { readonly index: number; readonly recording: Recording };

  /** @param given.base policies, or a choice by recording; without it each recording's own decision. */
  constructor(
    private readonly given: {
      readonly set: RecordingSet;
      readonly base?: PolicySet | BaseOf;
      readonly head: PolicySet;
    },
  ) {
    const { base } = given;
    this.baseOf = typeof base === 'function' ? base : () => base;
  }

  recording({ index }: Pick<ReplayRow, 'index'>): Recording {
    if (this.last?.index !== index) {
      this.last = { index, recording: this.given.set.recordings.at(index)! };
    }
    return this.last.recording;
  }

  head(row: Pick<ReplayRow, 'index'>): Decision {
    return decide(this.given.head, decisionInputOf(this.recording(row)));
  }

  /** `undefined` where a recorded decision is the base, of which nothing more is known. */
  base(row: Pick<ReplayRow, 'index'>): Decision | undefined {
    const set = this.basePolicies(row);
    return set && decide(set, decisionInputOf(this.recording(row)));
  }

  /** The policies that a row was compared under; `undefined` where its recorded decision is the base. */
  basePolicies(row: Pick<ReplayRow, 'index'>): PolicySet | undefined {
    return this.baseOf(this.recording(row));
  }

  headPolicies(): PolicySet {
    return this.given.head;
  }
}
