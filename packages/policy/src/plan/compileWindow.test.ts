import type { WindowDocument } from '@countersign/model';
import { isZone, zonedTime } from '../evaluate/zonedTime';
import { compileWindow } from './compileWindow';

const contains = (window: Partial<WindowDocument>, at: string) =>
  compileWindow({
    zone: 'Europe/London',
    days: ['mon'],
    from: '09:00',
    to: '17:00',
    ...window,
  }).contains(Date.parse(at));

it.each([
  ['its first minute', {}, '2026-11-23T09:00:00Z', true],
  ['a second before it', {}, '2026-11-23T08:59:59Z', false],
  ['its end, which is not included', {}, '2026-11-23T17:00:00Z', false],
  ['another day', {}, '2026-11-24T10:00:00Z', false],
  ['summer time: nine in London is eight in UTC', {}, '2026-07-06T08:00:00Z', true],
  ['the evening it starts', { from: '22:00', to: '06:00' }, '2026-11-23T23:00:00Z', true],
  ['the morning after', { from: '22:00', to: '06:00' }, '2026-11-24T05:59:00Z', true],
  ['the morning before', { from: '22:00', to: '06:00' }, '2026-11-23T05:00:00Z', false],
  ['a whole day', { from: '00:00', to: '24:00' }, '2026-11-23T23:59:59Z', true],
  [
    'Sunday night into Monday, from Sunday',
    { days: ['sun'], from: '22:00', to: '06:00' },
    '2026-11-23T01:00:00Z',
    true,
  ],
  ['a zone with a half hour', { zone: 'Asia/Kolkata' }, '2026-11-23T03:30:00Z', true],
  [
    'a zone on the other side of the date line',
    { zone: 'Pacific/Kiritimati' },
    '2026-11-22T19:30:00Z',
    true,
  ],
] as const)('%s', (_name, window, at, inside) => {
  expect(contains(window as Partial<WindowDocument>, at)).toBe(inside);
});

it('follows the wall clock when it changes', () => {
  const night = { days: ['sun' as const], from: '01:00', to: '02:00' };
  // In October London's hour from one to two comes twice, in March never.
  expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(at => contains(night, at))).toEqual([
    true,
    true,
  ]);
  expect(['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'].map(at => contains(night, at))).toEqual([
    false,
    false,
  ]);
});

it('agrees with Intl at every hour of a year', () => {
  for (const zone of [
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'UTC',
  ]) {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000 * 5) {
      const { year, month, day, minutes } = zonedTime(at, zone);
      const two = (number: number) => String(number).padStart(2, '0');
      expect(format.format(at)).toBe(
        `${two(day)}/${two(month)}/${year}, ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
      );
    }
  }
});

it('knows zones', () => {
  expect(['Europe/London', 'UTC', 'Europe/Oxford', ''].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
