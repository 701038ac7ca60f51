import { WEEKDAYS, type WindowDocument } from '@countersign/model';
import type { SqlScope } from './SqlScope';

/** Whether the clocks of a window's zone show a time inside it, as `compileWindow` says. */
export function inWindow(
  name: string,
  scope: Pick<SqlScope, 'facts' | 'parameters' | 'windows'>,
): string {
  return openAt(scope.windows[name]!, scope);
}

/** The same for the window itself. */
export function openAt(
  window: WindowDocument,
  { facts, parameters }: Pick<SqlScope, 'facts' | 'parameters'>,
): string {
  const local = facts.localTime(window.zone);
  const minutes = `(EXTRACT(HOUR FROM ${local}) * 60 + EXTRACT(MINUTE FROM ${local}))`;
  const weekday = `EXTRACT(ISODOW FROM ${local})`;
  const bind = (value: number) => parameters.bind(value, 'float8');
  const start = bind(minutesOf(window.from));
  const end = bind(minutesOf(window.to));
  const days = WEEKDAYS.flatMap((day, index) => (window.days.includes(day) ? [index + 1] : []));
  const today = `${weekday} IN (${days.map(bind).join(', ')})`;
  if (minutesOf(window.from) < minutesOf(window.to)) {
    return `(${today} AND ${minutes} >= ${start} AND ${minutes} < ${end})`;
  }
  const dayAfter = days.map(day => (day % 7) + 1);
  return (
    `((${today} AND ${minutes} >= ${start}) OR ` +
    `(${weekday} IN (${dayAfter.map(bind).join(', ')}) AND ${minutes} < ${end}))`
  );
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
