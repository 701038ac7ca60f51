import type { ReplayTotals, RuleTotals } from '@countersign/replay';
import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { hover } from '../hover/hover';
import { codeLenses, resolveCodeLens } from './codeLenses';
import { describeSummary } from './describeSummary';
import type { ReplaySummary } from './ReplaySummary';
import { inlayHints } from './inlayHints';
import { ruleMarks } from './ruleMarks';

const TEXT = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: payments, owner: group:default/payments }
spec:
  layer: scope
  covers: [{ owner: group:default/payments }]
  rules:
    - name: restarts # quick to undo
      when: action.name == 'service.restart'
      decision: allow
      reason: Quick to undo
    - decision: deny
      reason: A rule without a name
`;
const parsed = new PolicyDocumentView(TEXT, 'file:///payments.policy.yaml');

describe('ruleMarks', () => {
  it('says how many recordings a rule decides, behind its name', () => {
    const [mark, ...others] = ruleMarks(parsed, summary({ rule: { decided: 12_345 } }));
    expect(mark).toEqual({
      rule: 'restarts',
      range: { start: { line: 7, character: 12 }, end: { line: 7, character: 20 } },
      text: 'decides 12,345 of 20,000',
      tone: 'plain',
    });
    expect(others).toEqual([]);
  });

  it('tells a rule that decides nothing', () => {
    expect(ruleMarks(parsed, summary({}))[0]).toMatchObject({
      text: 'decides none of 20,000',
      tone: 'idle',
    });
  });

  it.each<[string, Partial<RuleTotals>, string, string]>([
    [
      'newly allowed, some gone wrong',
      { decided: 30, decidedBefore: 10, newlyAllowed: 20, newlyAllowedWentWrong: 4 },
      'decides 30 (was 10) · newly allows 20, 4 of them went wrong',
      'regret',
    ],
    [
      'newly allowed, none gone wrong',
      { decided: 30, decidedBefore: 10, newlyAllowed: 20 },
      'decides 30 (was 10) · newly allows 20, none of them went wrong',
      'changed',
    ],
    [
      'a single one',
      { decided: 1, newlyAllowed: 1, newlyAllowedWentWrong: 1 },
      'decides 1 (was 0) · newly allows 1, which went wrong',
      'regret',
    ],
    [
      'let go by a rule that used to stop them',
      { decided: 5, decidedBefore: 25, released: 20, releasedWentWrong: 3 },
      'decides 5 (was 25) · no longer stops 20, 3 of them went wrong',
      'regret',
    ],
    [
      'newly asked and denied',
      { decided: 9, decidedBefore: 9, newlyGated: 1500, newlyDenied: 2 },
      'decides 9 · newly asks about 1,500 · newly denies 2',
      'changed',
    ],
    ['untouched by the edit', { decided: 9, decidedBefore: 9 }, 'decides 9 of 20,000', 'plain'],
  ])('compares with what is saved: %s', (_name, rule, text, tone) => {
    const [mark] = ruleMarks(parsed, summary({ rule, comparedWith: 'saved' }));
    expect(mark).toMatchObject({ text, tone });
  });

  it('says nothing of changes when there is nothing to compare with', () => {
    const rule = { decided: 3, decidedBefore: 7, newlyAllowed: 2, newlyAllowedWentWrong: 2 };
    expect(ruleMarks(parsed, summary({ rule }))[0]).toMatchObject({
      text: 'decides 3 of 20,000',
      tone: 'plain',
    });
  });
});

describe('describeSummary', () => {
  it('says what the policies decide when nothing is compared', () => {
    expect(
      describeSummary(summary({ totals: { allowed: 12_000, approvalsAsked: 7000, denied: 1000 } })),
    ).toEqual({
      short: '12,000 allowed, 7,000 asked, 1,000 denied',
      sentence: '20,000 recordings: 12,000 allowed, 7,000 asked, 1,000 denied',
      regret: false,
    });
  });

  it('says what an edit changes, regret first', () => {
    const totals = { changed: 412, newlyAllowed: 37, regret: 4, newlyGated: 300, newlyDenied: 75 };
    expect(describeSummary(summary({ totals, comparedWith: 'saved' }))).toEqual({
      short: '412 change · 37 newly allowed, 4 went wrong',
      sentence:
        'The edit changes 412 of 20,000 decisions: 37 newly allowed, 4 of them went wrong · 300 newly asked · 75 newly denied',
      regret: true,
    });
  });

  it('says that an edit changes nothing', () => {
    expect(describeSummary(summary({ comparedWith: 'saved' })).sentence).toBe(
      'The edit changes none of 20,000 decisions',
    );
  });
});

describe('hover', () => {
  const at = { line: 7, character: 14 };

  it('has the numbers of the rule whose name it is on', () => {
    const replay = { summary: summary({ rule: { decided: 1200 } }), state: 'fresh' as const };
    const found = hover(parsed, at, { replay });
    expect(found?.range?.start).toEqual({ line: 7, character: 12 });
    expect(JSON.stringify(found?.contents)).toContain('decides 1,200 of 20,000 recordings');
    expect(hover(parsed, at, {})).toBeUndefined();
  });

  it('lists what the edit changes', () => {
    const found = hover(parsed, at, {
      replay: {
        summary: summary({
          rule: { decided: 30, newlyAllowedWentWrong: 4 },
          comparedWith: 'saved',
        }),
        state: 'fresh',
      },
    });
    expect(JSON.stringify(found?.contents)).toContain('gone wrong | 4 |');
  });
});

describe('inlayHints and codeLenses', () => {
  const replay = (state: 'fresh' | 'stale') => ({
    replay: { summary: summary({ rule: { decided: 3 } }), state },
  });

  it('say what a rule decides, and when that is older than the text', () => {
    expect(inlayHints(parsed, replay('fresh'))).toEqual([
      { position: { line: 7, character: 20 }, label: 'decides 3 of 20,000', paddingLeft: true },
    ]);
    expect(inlayHints(parsed, replay('stale'))[0]!.label).toBe(
      'before this edit: decides 3 of 20,000',
    );
    expect(inlayHints(parsed, {})).toEqual([]);
  });

  it('has one lens for each rule, whatever is known', () => {
    const lenses = codeLenses(parsed);
    expect(lenses.map(lens => lens.range.start.line)).toEqual([7, 11]);
    expect(lenses.map(lens => resolveCodeLens(lens, parsed, {}).command!.title)).toEqual([
      'no recordings',
      'no recordings',
    ]);
    const [first, second] = lenses.map(lens => resolveCodeLens(lens, parsed, replay('fresh')));
    expect(first!.command).toMatchObject({
      title: 'decides 3 of 20,000',
      arguments: ['file:///payments.policy.yaml', 'restarts'],
    });
    expect(second!.command!.title).toBe('a rule without a name is not counted');
  });
});

function summary(parts: {
  totals?: Partial<ReplayTotals>;
  rule?: Partial<RuleTotals>;
  comparedWith?: ReplaySummary['comparedWith'];
}): ReplaySummary {
  const row = { allow: 0, require_approval: 0, deny: 0 };
  return {
    set: 'recordings.jsonl',
    total: 20_000,
    comparedWith: parts.comparedWith ?? 'nothing',
    totals: {
      matrix: { allow: { ...row }, require_approval: { ...row }, deny: { ...row } },
      changed: 0,
      unchanged: 0,
      levelChanged: 0,
      newlyAllowed: 0,
      newlyAllowedExecuted: 0,
      regret: 0,
      newlyGated: 0,
      newlyDenied: 0,
      toilReviews: 0,
      toilMinutes: 0,
      allowed: 0,
      approvalsAsked: 0,
      askedWentWrong: 0,
      denied: 0,
      deniedWentWrong: 0,
      wentWrong: 0,
      noOutcome: 0,
      unknown: 0,
      fallback: 0,
      ...parts.totals,
    },
    byRule: parts.rule
      ? [
          {
            policy: 'payments',
            rule: 'restarts',
            decided: 0,
            decidedBefore: 0,
            newlyAllowed: 0,
            newlyAllowedWentWrong: 0,
            newlyGated: 0,
            newlyDenied: 0,
            released: 0,
            releasedWentWrong: 0,
            ...parts.rule,
          },
        ]
      : [],
  };
}
