import type { Approvers } from '@countersign/model';
import { leastReviews } from './leastReviews';

const of = (from: string, count = 1): Approvers => ({ from, count });

describe('leastReviews', () => {
  it.each<[string, Approvers, number]>([
    ['a count', of('owners(resource)', 2), 2],
    [
      'joined groups, whose members may be the same',
      { all: [of('group:default/a'), of('group:default/b', 3)] },
      3,
    ],
    [
      'alternatives, of which the smallest will do',
      { any: [of('group:default/a', 2), of('group:default/b')] },
      1,
    ],
    [
      'groups inside groups',
      {
        all: [{ any: [of('group:default/a', 4), of('group:default/b', 2)] }, of('group:default/c')],
      },
      2,
    ],
  ])('counts %s', (_, approvers, expected) => {
    const requirement = { approvers, deadlineMinutes: 60, separation: [], reasonRequired: false };
    expect(leastReviews(requirement)).toBe(expected);
  });

  it('counts nobody where nobody is asked', () => {
    expect(leastReviews(undefined)).toBe(0);
  });
});
