import type { DecisionInput, Level } from '@countersign/model';

/** Whether one condition holds for the facts of one input. */
export type PeerCondition<Facts> = (facts: Facts) => boolean;

/** Another way to evaluate the same conditions, given its facts in the form that it likes best. */
export interface Peer<Facts> {
  readonly name: string;
  /** Made once for each input, before anything is timed; `level` is a first guess. */
  factsOf(input: DecisionInput, level: Level): Facts;
  setLevel(facts: Facts, level: Level): void;
  /** @param hasLevel - Whether the condition may ask for the level, as those of raises may not. */
  compile(cel: string, hasLevel: boolean): PeerCondition<Facts>;
}

/** What a policy's conditions give, without anything that a decision is beside. */
export interface Outcome {
  readonly level: Level;
  /** Positions of the mandatory rules that hold. */
  readonly mandatory: readonly number[];
  /** Position of the first rule that holds, or -1. */
  readonly first: number;
}
