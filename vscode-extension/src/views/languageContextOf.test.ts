import type { ReplaySummary } from '@countersign/language-service';
import { NO_IMPACT } from '../impact/ImpactState';
import { languageContextOf, type LanguageSources } from './languageContextOf';

const URI = 'file:///p/payments.policy.yaml';
const SUMMARY = { set: 'recordings.jsonl' } as ReplaySummary;

function sources(parts: { impact?: object; recordings?: object }): LanguageSources {
  return {
    policies: { views: () => [] },
    impact: { state: { ...NO_IMPACT, ...parts.impact } },
    recordings: { state: parts.recordings ?? { kind: 'none' } },
  } as unknown as LanguageSources;
}

describe('languageContextOf', () => {
  it('gives what there is and nothing else', () => {
    expect(languageContextOf(URI, sources({}))).toEqual({
      policies: [],
      now: expect.any(Number),
    });
  });

  it('gives the numbers of the set that a policy is in, and says when they are old', () => {
    const impact = { summary: SUMMARY, uris: new Set([URI]), fresh: false };
    expect(languageContextOf(URI, sources({ impact })).replay).toEqual({
      summary: SUMMARY,
      state: 'stale',
    });
    const elsewhere = languageContextOf('file:///q/other.policy.yaml', sources({ impact }));
    expect(elsewhere.replay).toBeUndefined();
  });

  it('gives the values of the recordings that are loaded', () => {
    const samples = { 'action.name': ['service.restart'] };
    const recordings = { kind: 'loaded', report: { name: 'a', count: 1, faults: 0, samples } };
    expect(languageContextOf(URI, sources({ recordings })).samples).toBe(samples);
  });
});
