import {
  decisionInputOf,
  digestText,
  recordingSchema,
  wentWrong,
  type Recording,
} from '@countersign/model';
import { decide } from '@countersign/policy';
import { loadExamplePolicies } from '../organisation/loadExamplePolicies';
import { deploymentFacts, figuresOf } from './figuresOf';
import { generateRecordings } from './generateRecordings';
import { govukDeployments } from './govukDeployments';
import { recordingLines } from './recordingLines';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

const UNTIL = '2026-11-22T00:00:00.000Z';

describe('generateRecordings', () => {
  let history: Recording[];
  beforeAll(() => {
    history = generateRecordings({ seed: 'tumbleweed', until: UNTIL });
  });
  const executed = () => history.filter(({ executedAt }) => executedAt);
  const share = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length;
  const wrongShare = (whole: readonly Recording[]) =>
    share(
      whole.filter(({ outcome }) => wentWrong(outcome)),
      whole,
    );

  it('makes the same bytes of the same seed, and others of another', () => {
    const digest = (seed: string) =>
      digestText(recordingLines(generateRecordings({ seed, count: 300, until: UNTIL })));
    expect(digest('one')).toBe(digest('one'));
    expect(digest('one')).not.toBe(digest('two'));
  });

  it('makes 20,000, oldest first, of eight months, each with a name of its own', () => {
    expect(history).toHaveLength(20_000);
    expect(new Set(history.map(({ id }) => id)).size).toBe(20_000);
    const instants = history.map(({ at }) => at);
    expect(instants).toEqual([...instants].sort());
    const days = (Date.parse(instants.at(-1)!) - Date.parse(instants[0]!)) / 86_400_000;
    expect(days).toBeGreaterThan(238);
    expect(days).toBeLessThan(245);
  });

  it('makes what the model calls a recording', () => {
    for (let at = 0; at < history.length; at += 7) {
      expect(recordingSchema.parse(history[at])).toEqual(history[at]);
    }
  });

  it('has the shipped policies’ own decisions', () => {
    const policies = loadExamplePolicies();
    for (let at = 0; at < history.length; at += 97) {
      const { decision, level, rule } = decide(policies, decisionInputOf(history[at]!));
      expect(history[at]!.decided).toEqual({ decision, level, ...(rule && { rule }) });
    }
  });

  it('never fails a condition', () => {
    const policies = loadExamplePolicies();
    const faults = history
      .filter((_, at) => at % 5 === 0)
      .flatMap(recording => decide(policies, decisionInputOf(recording)).faults);
    expect(faults).toEqual([]);
  });

  it('ran nothing that was denied or refused once the policies bound', () => {
    const observedUntil = new Date(Date.parse(UNTIL) - (243 - 60) * 86_400_000).toISOString();
    const bound = history.filter(({ at }) => at >= observedUntil);
    const denied = bound.filter(({ decided }) => decided?.decision === 'deny');
    expect(denied.length).toBeGreaterThan(100);
    expect(denied.filter(({ executedAt }) => executedAt)).toEqual([]);
    const refused = bound.filter(({ reviews }) => reviews.some(({ vote }) => vote === 'refuse'));
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.filter(({ executedAt }) => executedAt)).toEqual([]);
    const approved = bound.filter(
      ({ decided, executedAt }) => decided?.decision === 'require_approval' && executedAt,
    );
    expect(approved.filter(({ reviews }) => reviews.length === 0)).toEqual([]);
    expect(approved.filter(({ at, executedAt }) => executedAt! <= at)).toEqual([]);
  });

  it('has an outcome only for what ran, and not for all of it', () => {
    expect(history.filter(({ outcome, executedAt }) => outcome && !executedAt)).toEqual([]);
    const silent = share(
      executed().filter(({ outcome }) => !outcome),
      executed(),
    );
    expect(silent).toBeGreaterThan(0.02);
    expect(silent).toBeLessThan(0.05);
  });

  it('rewards a policy that looks: what is asked about goes wrong more often than what is let through', () => {
    const by = (decision: string) =>
      wrongShare(executed().filter(({ decided }) => decided?.decision === decision));
    expect(by('require_approval')).toBeGreaterThan(1.5 * by('allow'));
    expect(by('deny')).toBeGreaterThan(by('require_approval'));
  });

  it('asks people about a fifth or so, and denies a few', () => {
    const of = (decision: string) =>
      share(
        history.filter(({ decided }) => decided?.decision === decision),
        history,
      );
    expect(of('require_approval')).toBeGreaterThan(0.12);
    expect(of('require_approval')).toBeLessThan(0.3);
    expect(of('deny')).toBeGreaterThan(0.01);
    expect(of('deny')).toBeLessThan(0.06);
  });

  it('answers to GOV.UK’s figures, within what chance explains', () => {
    const figures = figuresOf(deploymentFacts(history));
    expect(figures.wentWrong).toBeGreaterThan(0.006);
    expect(figures.wentWrong).toBeLessThan(0.0105);
    expect(figures.staleWentWrong).toBeGreaterThan(0.01);
    expect(figures.staleWentWrong).toBeLessThan(0.08);
    expect(figures.onWorstThreeDays).toBeGreaterThan(0.2);
    expect(figures.outOfHours).toBeLessThan(0.06);
    expect(figures.byPeople).toBeLessThan(0.015);
    expect(figures.tenBusiest).toBeGreaterThan(0.3);
  });

  it('keeps a line short', () => {
    expect(recordingLines(history).length / history.length).toBeLessThan(1500);
  });
});

const real = govukDeployments();
const name = real
  ? 'the deployments of GOV.UK'
  : 'the deployments of GOV.UK (skipped: ../shared/data/govuk is not here)';

(real ? describe : describe.skip)(name, () => {
  it('are counted as their description counts them', () => {
    const figures = figuresOf(real!);
    expect(figures.deployments).toBe(21_696);
    expect(figures.wentWrong).toBeCloseTo(0.0082, 3);
    expect(figures.staleWentWrong).toBeCloseTo(0.035, 2);
  });
});
