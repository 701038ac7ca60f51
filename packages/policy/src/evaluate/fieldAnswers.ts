import type { Proposal, RequirableField } from '@countersign/model';
import type { Policy } from '../plan/Policy';
import { denied, type Answer } from './Answer';
import { evaluateCondition } from './evaluateCondition';
import { isLifted } from './isLifted';
import type { Run } from './Run';

/** Denials for what proposals must say; each field that this one does not say is added to `missing`. */
export function fieldAnswers(
  policies: readonly Policy[],
  run: Run,
  missing: Set<RequirableField>,
): Answer[] {
  const answers: Answer[] = [];
  for (const policy of policies) {
    for (const required of policy.requiredFields) {
      const absent = required.fields.filter(field => !says(run.input.proposal, field));
      if (
        absent.length > 0 &&
        evaluateCondition(required, run) &&
        !isLifted(required, policy, run)
      ) {
        absent.forEach(field => missing.add(field));
        answers.push(denied('required_fields', required.reason));
      }
    }
  }
  return answers;
}

/** Whether a proposal says what a field asks for. An empty list and `null` say nothing. */
export function says({ action, context }: Proposal, field: RequirableField): boolean {
  const value = field.startsWith(PARAMETER)
    ? ownMember(action.properties ?? {}, field.slice(PARAMETER.length))
    : context[field as keyof typeof context];
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

const PARAMETER = 'properties.';

function ownMember(from: object, name: string): unknown {
  return Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : undefined;
}
