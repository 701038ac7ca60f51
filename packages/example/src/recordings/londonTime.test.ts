import { instantOf, isStaffed, londonTime } from './londonTime';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

const intl = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
});

describe('londonTime', () => {
  it('shows what Intl shows, every hour of two years', () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 3_600_000) {
      const parts = Object.fromEntries(intl.formatToParts(at).map(part => [part.type, part.value]));
      const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday!);
      expect([at, londonTime(at)]).toEqual([at, { weekday, hour: Number(parts.hour) }]);
    }
  });

  it('finds the instant of a local hour in summer and in winter', () => {
    const hourOf = (day: number) => new Date(instantOf(day, 9, 0)).toISOString();
    expect(hourOf(Date.UTC(2026, 6, 1))).toBe('2026-07-01T08:00:00.000Z');
    expect(hourOf(Date.UTC(2026, 10, 1))).toBe('2026-11-01T09:00:00.000Z');
  });

  it.each([
    ['2026-11-20T17:59:00Z', true],
    ['2026-11-20T18:00:00Z', false],
    ['2026-11-21T12:00:00Z', false],
    ['2026-07-01T07:00:00Z', true],
  ])('knows whether people are there at %s: %s', (at, staffed) => {
    expect(isStaffed(londonTime(Date.parse(at)))).toBe(staffed);
  });
});
