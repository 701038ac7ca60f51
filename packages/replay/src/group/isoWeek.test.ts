import { isoWeek } from './isoWeek';

// ISO 8601's own examples, and the ends of years with 53 weeks.
it.each([
  ['2026-11-22T23:59:59.999Z', '2026-W47'],
  ['2026-11-23T00:00:00Z', '2026-W48'],
  ['2005-01-01T12:00:00Z', '2004-W53'],
  ['2008-12-29T00:00:00Z', '2009-W01'],
  ['2010-01-03T00:00:00Z', '2009-W53'],
  ['2020-12-31T00:00:00Z', '2020-W53'],
  ['2021-01-03T23:00:00Z', '2020-W53'],
  ['1969-12-28T23:00:00Z', '1969-W52'],
  ['1970-01-01T00:00:00Z', '1970-W01'],
])('%s lies in %s', (instant, week) => {
  expect(isoWeek(Date.parse(instant))).toBe(week);
});
