import { arapStatusOf, next, statesBefore, TRANSITIONS, transitionOf } from './transitions';

describe('the transition table', () => {
  it('has one row for each state and event', () => {
    const keys = TRANSITIONS.map(row => `${row.machine}/${row.from}/${row.event}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('reaches every state from nothing', () => {
    for (const machine of ['request', 'approval', 'grant'] as const) {
      const rows = TRANSITIONS.filter(row => row.machine === machine);
      const reached = new Set<string>(['none']);
      for (let pass = 0; pass < rows.length; pass++) {
        rows.filter(row => reached.has(row.from)).forEach(row => reached.add(row.to));
      }
      expect(rows.filter(row => !reached.has(row.from))).toEqual([]);
    }
  });

  it('approves a request only by a quorum, never by time', () => {
    const ways = TRANSITIONS.filter(row => row.machine === 'request' && row.to === 'approved');
    expect(ways.map(row => row.event)).toEqual(['reach_quorum']);
  });

  it('redeems a grant only once, and only when it was issued', () => {
    const ways = TRANSITIONS.filter(row => row.event === 'redeem');
    expect(ways.map(row => row.from)).toEqual(['issued']);
    expect(next('grant', 'redeemed', 'redeem')).toBeUndefined();
  });

  it('leaves what is closed closed', () => {
    for (const state of ['approved', 'refused', 'expired', 'cancelled'] as const) {
      expect(TRANSITIONS.filter(row => row.machine === 'request' && row.from === state)).toEqual(
        [],
      );
    }
  });

  it('answers by state, by event and by status', () => {
    expect(next('request', 'pending', 'cancel')).toBe('cancelled');
    expect(transitionOf('grant', 'issued', 'redeem')?.entry).toBe('grant.redeemed');
    expect(statesBefore('grant', 'pass_expiry')).toEqual(['pending', 'issued']);
    expect(statesBefore('request', 'open')).toEqual([]);
    expect(arapStatusOf('refused')).toBe('denied');
  });
});
