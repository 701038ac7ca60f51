import { compareLevels, LEVELS, type DecisionInput, type Level } from '@countersign/model';
import { MANDATORY, RAISES, scopeConditions } from './conditions';
import type { Outcome, Peer, PeerCondition } from './Peer';

/** A peer with its conditions compiled and its facts ready: only evaluation is left to time. */
export interface ReadyPeer {
  readonly name: string;
  /** The outcome of the input at a position. */
  outcome(at: number): Outcome;
}

/** Prepares a peer for so many rules and these inputs, whose cells of the matrix are given. */
export function readyPeer<Facts>(
  peer: Peer<Facts>,
  rules: number,
  inputs: readonly { readonly input: DecisionInput; readonly cell: Level }[],
): ReadyPeer {
  const raises = RAISES.map(({ cel }) => peer.compile(cel, false));
  const mandatory = MANDATORY.map(({ cel }) => peer.compile(cel, true));
  const scope = scopeConditions(rules).map(({ cel }) => peer.compile(cel, true));
  const facts = inputs.map(({ input, cell }) => ({ cell, facts: peer.factsOf(input, cell) }));
  return {
    name: peer.name,
    outcome(at) {
      const { cell, facts: own } = facts[at]!;
      const level = raised(cell, raises, own);
      peer.setLevel(own, level);
      return answered(level, mandatory, scope, own);
    },
  };
}

/** The same with the conditions as functions of the raw input. */
export function readyFloor(
  rules: number,
  inputs: readonly { readonly input: DecisionInput; readonly cell: Level }[],
): ReadyPeer {
  const scope = scopeConditions(rules);
  return {
    name: 'plain JavaScript functions',
    outcome(at) {
      const { input, cell } = inputs[at]!;
      let level = cell;
      for (const { plain } of RAISES) {
        if (plain(input, level)) {
          level = oneUp(level);
        }
      }
      const mandatory: number[] = [];
      MANDATORY.forEach(({ plain }, index) => {
        if (plain(input, level)) {
          mandatory.push(index);
        }
      });
      return { level, mandatory, first: scope.findIndex(({ plain }) => plain(input, level)) };
    },
  };
}

function raised<Facts>(cell: Level, raises: readonly PeerCondition<Facts>[], facts: Facts): Level {
  let level = cell;
  for (const holds of raises) {
    if (holds(facts)) {
      level = oneUp(level);
    }
  }
  return level;
}

function answered<Facts>(
  level: Level,
  mandatory: readonly PeerCondition<Facts>[],
  scope: readonly PeerCondition<Facts>[],
  facts: Facts,
): Outcome {
  const counting: number[] = [];
  mandatory.forEach((holds, index) => {
    if (holds(facts)) {
      counting.push(index);
    }
  });
  return { level, mandatory: counting, first: scope.findIndex(holds => holds(facts)) };
}

function oneUp(level: Level): Level {
  return compareLevels(level, 'critical') < 0 ? LEVELS[LEVELS.indexOf(level) + 1]! : level;
}
