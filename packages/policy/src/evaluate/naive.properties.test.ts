import { compareWithNaive } from '../testing/naive/compareWithNaive';

it('decides as the sentences of design.md do, under random policies', () => {
  const { disagreement, count, seen } = compareWithNaive(5_000, 20_261_122);
  expect(disagreement).toBeUndefined();
  expect(count).toBe(5_000);
  // A generator that never reaches a provision would prove nothing about it.
  const provisions = [
    ...['allow', 'deny', 'require_approval', 'low', 'moderate', 'high', 'critical', 'unknown'],
    ...['holds', 'missingFields', 'standing', 'exceptions', 'breakGlass', 'shadow', 'faults'],
  ];
  expect(provisions.filter(name => (seen[name] ?? 0) < 100)).toEqual([]);
});
