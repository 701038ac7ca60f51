import { NO_IMPACT } from './ImpactState';
import { describeImpact } from './describeImpact';

const LOADED = {
  kind: 'loaded',
  report: { name: 'a.jsonl', count: 1200, faults: 0, samples: {} },
} as const;

describe('describeImpact', () => {
  it('asks for recordings where there are none', () => {
    expect(describeImpact({ kind: 'none' }, NO_IMPACT)).toMatchObject({
      short: 'no recordings',
      wantsRecordings: true,
    });
  });

  it('says what is wrong with the policies before it asks for recordings', () => {
    const impact = { ...NO_IMPACT, reason: 'no guardrail lies in the folder a or above it' };
    expect(describeImpact({ kind: 'none' }, impact)).toMatchObject({
      sentence: 'Not replayed: no guardrail lies in the folder a or above it.',
      wantsRecordings: false,
    });
  });

  it('says the same line however far the reading has come', () => {
    const at = (lines: number) =>
      describeImpact({ kind: 'loading', name: 'a.jsonl', lines }, NO_IMPACT);
    expect(at(1).sentence).toBe(at(5000).sentence);
    expect(at(5000).short).toBe('reading recordings, 5,000 lines');
  });

  it('says the same line however far the replay has come', () => {
    const at = (progress: number) => describeImpact(LOADED, { ...NO_IMPACT, progress });
    expect(at(0.1).sentence).toBe('Replaying 1,200 recordings …');
    expect(at(0.1).sentence).toBe(at(0.9).sentence);
    expect(at(0.429).short).toBe('replaying, 42 %');
  });

  it('tells a file that holds no recordings from one that is empty', () => {
    const read = (faults: number) =>
      describeImpact(
        { kind: 'loaded', report: { name: 'a.txt', count: 0, faults, samples: {} } },
        NO_IMPACT,
      ).sentence;
    expect(read(0)).toBe('There is nothing to replay in a.txt: it is empty');
    expect(read(1200)).toMatch(/: none of its 1,200 lines is a recording/);
  });

  it('says why the recordings could not be had', () => {
    expect(
      describeImpact({ kind: 'failed', name: 'a', message: 'The file a is gone.' }, NO_IMPACT),
    ).toMatchObject({
      icon: 'warning',
      sentence: 'Recordings could not be loaded. The file a is gone.',
    });
  });
});
