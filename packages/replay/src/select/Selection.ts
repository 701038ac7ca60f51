import { wentWrong, type Recording } from '@countersign/model';
import type { ReplayRow, ReplayTotals } from '../engine/ReplayResult';
import { reviewsOf } from '../group/reviewsOf';

/** A number of a replay as the recordings that it counts. */
export interface Selection {
  /** The number among the totals; absent for what the totals have in another form. */
  readonly counts?: keyof ReplayTotals;
  /** What the number says, in one sentence without a full stop. */
  readonly meaning: string;
  readonly matches: (row: ReplayRow, recording: Recording) => boolean;
}

const changedTo =
  (decision: ReplayRow['head']['decision']) =>
  ({ base, head }: ReplayRow): boolean =>
    base !== undefined && base.decision !== decision && head.decision === decision;
const newlyAllowed = changedTo('allow');
const isExecuted = ({ executedAt }: Recording) => executedAt !== undefined;
const isWrong = ({ outcome }: Recording) => wentWrong(outcome);

/** Every number of a replay that opens to its recordings, by the name that it is asked for. */
export const SELECTIONS = {
  regret: {
    counts: 'regret',
    meaning: 'Newly allowed, executed, and gone wrong',
    matches: (row, recording) => newlyAllowed(row) && isExecuted(recording) && isWrong(recording),
  },
  'newly-allowed': {
    counts: 'newlyAllowed',
    meaning: 'The head allows what the base did not',
    matches: newlyAllowed,
  },
  'newly-allowed-executed': {
    counts: 'newlyAllowedExecuted',
    meaning: 'Newly allowed, and executed in its day',
    matches: (row, recording) => newlyAllowed(row) && isExecuted(recording),
  },
  'newly-gated': {
    counts: 'newlyGated',
    meaning: 'The head asks people where the base did not',
    matches: changedTo('require_approval'),
  },
  'newly-denied': {
    counts: 'newlyDenied',
    meaning: 'The head denies what the base did not',
    matches: changedTo('deny'),
  },
  toil: {
    meaning: 'The head asks for more reviews than the base',
    matches: row => {
      if (row.base === undefined || row.head.decision !== 'require_approval') {
        return false;
      }
      const { base, head } = reviewsOf(row);
      return head > base;
    },
  },
  changed: {
    counts: 'changed',
    meaning: 'Base and head decide differently',
    matches: ({ base, head }) => base !== undefined && base.decision !== head.decision,
  },
  unchanged: {
    counts: 'unchanged',
    meaning: 'Base and head decide the same, and nothing that the head needs is missing',
    matches: ({ base, head, unknown }) => base?.decision === head.decision && !unknown,
  },
  'level-changed': {
    counts: 'levelChanged',
    meaning: 'Base and head come to different levels',
    matches: ({ base, head }) => base !== undefined && base.level !== head.level,
  },
  allowed: {
    counts: 'allowed',
    meaning: 'The head allows it',
    matches: ({ head }) => head.decision === 'allow',
  },
  asked: {
    counts: 'approvalsAsked',
    meaning: 'The head asks people',
    matches: ({ head }) => head.decision === 'require_approval',
  },
  'asked-went-wrong': {
    counts: 'askedWentWrong',
    meaning: 'The head asks people, and it went wrong',
    matches: ({ head }, recording) => head.decision === 'require_approval' && isWrong(recording),
  },
  denied: {
    counts: 'denied',
    meaning: 'The head denies it',
    matches: ({ head }) => head.decision === 'deny',
  },
  'denied-went-wrong': {
    counts: 'deniedWentWrong',
    meaning: 'The head denies it, and it went wrong',
    matches: ({ head }, recording) => head.decision === 'deny' && isWrong(recording),
  },
  'went-wrong': {
    counts: 'wentWrong',
    meaning: 'Failed or rolled back, whatever anyone decides',
    matches: (_row, recording) => isWrong(recording),
  },
  'no-outcome': {
    counts: 'noOutcome',
    meaning: 'Nobody knows what came of it',
    matches: (_row, { outcome }) => outcome === undefined || outcome.status === 'unknown',
  },
  unknown: {
    counts: 'unknown',
    meaning: 'The head could not judge it on what was recorded',
    matches: ({ unknown }) => unknown === true,
  },
  fallback: {
    counts: 'fallback',
    meaning: 'No rule of the head decided it',
    matches: ({ head }) => head.rule === undefined,
  },
} as const satisfies Record<string, Selection>;

/** The name of a number that opens to its recordings. */
export type SelectionName = keyof typeof SELECTIONS;
export const SELECTION_NAMES = Object.keys(SELECTIONS) as SelectionName[];
