import { durationMinutes, type RequireDocument, type Requirement } from '@countersign/model';
import { combineRequirements } from '../evaluate/combineRequirements';
import { deepFreeze } from './deepFreeze';

/** What a policy's text asks of people, in the form that decisions carry; frozen. */
export function compileRequirement(require: RequireDocument): Requirement {
  const { approvers, deadline, separation, reasonRequired, assurance, reminders, escalation } =
    require;
  return deepFreeze(
    combineRequirements([
      {
        approvers,
        deadlineMinutes: durationMinutes(deadline),
        separation,
        reasonRequired,
        assurance,
        reminderMinutes: reminders.map(durationMinutes),
        escalation: (escalation?.steps ?? []).map(({ after, to }) => ({
          afterMinutes: durationMinutes(after),
          instead: approvers,
          to,
        })),
        ...(escalation?.end === 'wait' && { end: 'wait' as const }),
      },
    ]),
  );
}
