import { DURATION_PATTERN, durationMinutes, requireSchema } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../../codes';
import { describeMinutes } from '../../explain/describeApprovers';
import type { Path, PolicyText } from '../../parse/PolicyText';
import { entriesOf } from './provisions';

/** What the schema cannot say of a requirement: everything in it comes in order, and before its deadline. */
export function checkRequirements(text: PolicyText): PolicyDiagnostic[] {
  return [...entriesOf(text, 'rules'), ['spec', 'fallback']].flatMap(holder => {
    const path = [...holder, 'require'];
    if (text.node(path) === undefined) {
      return [];
    }
    const deadline = minutesAt(text, [...path, 'deadline']) ?? DEFAULT_DEADLINE;
    return [...reminders(text, path, deadline), ...escalation(text, path, deadline)];
  });
}

const DEFAULT_DEADLINE = durationMinutes(requireSchema.shape.deadline.parse(undefined));

function reminders(text: PolicyText, require: Path, deadline: number): PolicyDiagnostic[] {
  return Array.from({ length: text.count([...require, 'reminders']) }).flatMap((_, index) => {
    const path = [...require, 'reminders', index];
    const minutes = minutesAt(text, path);
    return minutes === undefined || minutes < deadline
      ? []
      : [
          finding(
            'reminder-late',
            text.span(path),
            `The deadline is after ${describeMinutes(deadline)}, so this reminder would never be sent.`,
          ),
        ];
  });
}

function escalation(text: PolicyText, require: Path, deadline: number): PolicyDiagnostic[] {
  const steps = [...require, 'escalation', 'steps'];
  let before = 0;
  return Array.from({ length: text.count(steps) }).flatMap((_, index) => {
    const path = [...steps, index, 'after'];
    const minutes = minutesAt(text, path);
    if (minutes === undefined) {
      return [];
    }
    const isEarly = minutes <= before;
    const earlier = before;
    before = Math.max(before, minutes);
    if (isEarly) {
      return [
        finding(
          'escalation-order',
          text.span(path),
          `The step before this one comes after ${describeMinutes(earlier)}. Each step must come later than the one before.`,
        ),
      ];
    }
    return minutes < deadline
      ? []
      : [
          finding(
            'escalation-order',
            text.span(path),
            `The deadline is after ${describeMinutes(deadline)}, so this step would never be taken. Let it come earlier, or set a later deadline.`,
          ),
        ];
  });
}

function minutesAt(text: PolicyText, path: Path): number | undefined {
  const duration = text.string(path);
  return duration !== undefined && DURATION_PATTERN.test(duration)
    ? durationMinutes(duration)
    : undefined;
}
