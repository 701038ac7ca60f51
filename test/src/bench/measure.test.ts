import { measure, summarize } from './measure';

it('takes the median, the least and the spread of the middle half', () => {
  expect(summarize('x', [5, 1, 3, 2, 100])).toEqual({
    ...{ name: 'x', median: 3, min: 1, rounds: 5 },
    spread: 1,
  });
});

it('runs its subjects in turn, promises included', async () => {
  const order: string[] = [];
  const subjects = [
    { name: 'a', run: () => order.push('a') },
    { name: 'b', run: () => Promise.resolve(order.push('b')), operations: 2 },
  ] as const;
  const found = await measure(subjects, { rounds: 5, roundLength: 0, warmUp: 0 });
  // Once each to warm up, then five rounds of both.
  expect(order.join('')).toBe('ababababab'.padStart(12, 'ab'));
  expect(found.a.rounds).toBe(5);
});

it('refuses rounds that have no median', async () => {
  await expect(measure([], { rounds: 6 })).rejects.toThrow('odd number of rounds');
});
