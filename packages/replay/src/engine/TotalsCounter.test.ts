import fc from 'fast-check';
import {
  DECISIONS,
  LEVELS,
  OUTCOME_STATUSES,
  type Outcome,
  type Recording,
} from '@countersign/model';
import { recordingOf } from '../testing/recordingOf';
import type { ReplayRow, ReplayTotals } from './ReplayResult';
import { TotalsCounter } from './TotalsCounter';

interface Case {
  row: ReplayRow;
  recording: Recording;
  reviews: { base: number; head: number };
}

const rules = ['a', 'b', 'c'].map(rule => ({ policy: 'p', rule }));
const rowDecision = fc.record(
  {
    decision: fc.constantFrom(...DECISIONS),
    level: fc.constantFrom(...LEVELS),
    rule: fc.constantFrom(...rules),
  },
  { requiredKeys: ['decision', 'level'] },
);
const recording = fc
  .record({
    executed: fc.boolean(),
    status: fc.option(fc.constantFrom(...OUTCOME_STATUSES)),
    minutes: fc.array(fc.nat(500), { maxLength: 3 }),
  })
  .map(({ executed, status, minutes }) =>
    recordingOf({
      ...(executed && { executedAt: '2026-05-04T10:01:00Z' }),
      ...(status && { outcome: { status, at: '2026-05-04T11:00:00Z' } }),
      reviews: minutes.map(m => ({ by: 'p-1', vote: 'approve', minutes: m })),
    }),
  );
const cases: fc.Arbitrary<Case[]> = fc.array(
  fc.record({
    row: fc.record(
      {
        index: fc.constant(0),
        base: rowDecision,
        head: rowDecision,
        unknown: fc.constant(true as const),
      },
      { requiredKeys: ['index', 'head'] },
    ),
    recording,
    reviews: fc.record({ base: fc.nat(4), head: fc.nat(4) }),
  }),
);

/** The definitions of ReplayTotals, one by one, as filters. */
function transcribed(all: Case[], reviewMinutes: number | undefined): ReplayTotals {
  const count = (keep: (c: Case) => unknown) => all.filter(keep).length;
  const bad = ({ recording: { outcome } }: Case) => isBad(outcome);
  const head = (c: Case) => c.row.head.decision;
  const base = (c: Case) => c.row.base?.decision;
  const newly = (c: Case, decision: string) =>
    c.row.base && head(c) === decision && base(c) !== decision;
  const ran = (c: Case) => c.recording.executedAt;
  const toil = (c: Case) => {
    if (!c.row.base || head(c) !== 'require_approval') {
      return 0;
    }
    return base(c) === 'require_approval'
      ? Math.max(0, c.reviews.head - c.reviews.base)
      : c.reviews.head;
  };
  const minutes = ({ recording: { reviews } }: Case) =>
    reviews.length === 0
      ? (reviewMinutes ?? 0)
      : reviews.map(r => r.minutes).reduce((a, b) => a + b, 0) / reviews.length;
  const row = (from: string) => ({
    allow: count(c => base(c) === from && head(c) === 'allow'),
    require_approval: count(c => base(c) === from && head(c) === 'require_approval'),
    deny: count(c => base(c) === from && head(c) === 'deny'),
  });
  return {
    matrix: {
      allow: row('allow'),
      require_approval: row('require_approval'),
      deny: row('deny'),
    },
    changed: count(c => c.row.base && base(c) !== head(c)),
    unchanged: count(c => base(c) === head(c) && !c.row.unknown),
    levelChanged: count(c => c.row.base && c.row.base.level !== c.row.head.level),
    newlyAllowed: count(c => newly(c, 'allow')),
    newlyAllowedExecuted: count(c => newly(c, 'allow') && ran(c)),
    regret: count(c => newly(c, 'allow') && ran(c) && bad(c)),
    newlyGated: count(c => newly(c, 'require_approval')),
    newlyDenied: count(c => newly(c, 'deny')),
    toilReviews: all.reduce((sum, c) => sum + toil(c), 0),
    toilMinutes:
      all.reduce((sum, c) => sum + toil(c) * Math.round(minutes(c) * 60_000), 0) / 60_000,
    allowed: count(c => head(c) === 'allow'),
    approvalsAsked: count(c => head(c) === 'require_approval'),
    askedWentWrong: count(c => head(c) === 'require_approval' && bad(c)),
    denied: count(c => head(c) === 'deny'),
    deniedWentWrong: count(c => head(c) === 'deny' && bad(c)),
    wentWrong: count(bad),
    noOutcome: count(c => (c.recording.outcome?.status ?? 'unknown') === 'unknown'),
    unknown: count(c => c.row.unknown),
    fallback: count(c => !c.row.head.rule),
  };
}

function isBad(outcome: Outcome | undefined): boolean {
  return outcome !== undefined && ['failed', 'rolled_back'].includes(outcome.status);
}

describe('TotalsCounter', () => {
  it('adds up to what a naive transcription of the definitions finds', () => {
    fc.assert(
      fc.property(cases, fc.option(fc.nat(500), { nil: undefined }), (all, reviewMinutes) => {
        const counter = new TotalsCounter(reviewMinutes);
        all.forEach(c => counter.add(c.row, c.recording, c.reviews));
        expect(counter.finish().totals).toEqual(transcribed(all, reviewMinutes));
      }),
    );
  });

  it('tells of each rule what it decides, newly does and lets go', () => {
    fc.assert(
      fc.property(cases, all => {
        const counter = new TotalsCounter(undefined);
        all.forEach(c => counter.add(c.row, c.recording, c.reviews));
        const found = new Map(counter.finish().byRule.map(totals => [totals.rule, totals]));
        for (const { rule } of rules) {
          const inHead = all.filter(c => c.row.head.rule?.rule === rule);
          const inBase = all.filter(c => c.row.base?.rule?.rule === rule);
          const turned = (c: Case, decision: string) =>
            c.row.base && c.row.base.decision !== decision && c.row.head.decision === decision;
          const regretted = (c: Case) => c.recording.executedAt && isBad(c.recording.outcome);
          const expected = {
            policy: 'p',
            rule,
            decided: inHead.length,
            decidedBefore: inBase.length,
            newlyAllowed: inHead.filter(c => turned(c, 'allow')).length,
            newlyAllowedWentWrong: inHead.filter(c => turned(c, 'allow') && regretted(c)).length,
            newlyGated: inHead.filter(c => turned(c, 'require_approval')).length,
            newlyDenied: inHead.filter(c => turned(c, 'deny')).length,
            released: inBase.filter(c => turned(c, 'allow')).length,
            releasedWentWrong: inBase.filter(c => turned(c, 'allow') && regretted(c)).length,
          };
          expect(found.get(rule)).toEqual(inHead.length + inBase.length > 0 ? expected : undefined);
        }
      }),
    );
  });
});
