import fc from 'fast-check';
import { localInstant, parseLocalTime } from './localInstant';
import { zonedTime } from './zonedTime';

const instant = (text: string, zone: string, choose: 'earlier' | 'later' = 'earlier') =>
  new Date(localInstant(parseLocalTime(text), zone, choose)).toISOString();

it.each([
  ['2026-12-19T18:00', 'Europe/London', '2026-12-19T18:00:00.000Z'],
  ['2026-07-19T18:00', 'Europe/London', '2026-07-19T17:00:00.000Z'],
  ['2026-01-01T00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
  ['2026-01-01T00:00', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ['2026-06-01T12:15', 'Asia/Kathmandu', '2026-06-01T06:30:00.000Z'],
])('%s in %s is %s', (local, zone, expected) => {
  expect(instant(local, zone)).toBe(expected);
  expect(instant(local, zone, 'later')).toBe(expected);
});

it('takes either of two readings where a time comes twice', () => {
  expect(instant('2026-10-25T01:30', 'Europe/London', 'earlier')).toBe('2026-10-25T00:30:00.000Z');
  expect(instant('2026-10-25T01:30', 'Europe/London', 'later')).toBe('2026-10-25T01:30:00.000Z');
});

it('takes a reading on either side where a time never comes', () => {
  expect(instant('2026-03-29T01:30', 'Europe/London', 'earlier')).toBe('2026-03-29T00:30:00.000Z');
  expect(instant('2026-03-29T01:30', 'Europe/London', 'later')).toBe('2026-03-29T01:30:00.000Z');
});

it('is the way back of what the clocks show', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30_000_000 }),
      fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
      (minutes, zone) => {
        const at = Date.UTC(2000, 0, 1) + minutes * 60_000;
        const local = zonedTime(at, zone);
        const earlier = localInstant(local, zone, 'earlier');
        const later = localInstant(local, zone, 'later');
        expect([earlier, later]).toContain(at);
        expect(zonedTime(earlier, zone)).toEqual(local);
        expect(zonedTime(later, zone)).toEqual(local);
      },
    ),
    { numRuns: 500 },
  );
});
