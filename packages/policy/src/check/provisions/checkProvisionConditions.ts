import type { PolicyDiagnostic } from '../../codes';
import type { CelEnvironment } from '../../cel/createCelEnvironment';
import type { Expression } from '../../cel/Expression';
import type { PolicyText } from '../../parse/PolicyText';
import { conditionKey } from '../../plan/compilePolicy';
import { checkCondition } from '../checkCondition';
import { checkContradiction } from '../checkContradiction';
import { isBeyondReading } from '../isBeyondReading';
import { ReachScope } from '../reach/ReachScope';
import { entriesOf, PROVISIONS } from './provisions';

/** Conditions by the path of what they belong to. */
export interface CheckedConditions {
  readonly conditions: ReadonlyMap<string, Expression>;
  readonly diagnostics: PolicyDiagnostic[];
}

/** The conditions of holds, required fields, standing approvals, exceptions and break-glass. */
export function checkProvisionConditions(
  text: PolicyText,
  environment: CelEnvironment,
): CheckedConditions {
  const conditions = new Map<string, Expression>();
  const diagnostics: PolicyDiagnostic[] = [];
  const scope = new ReachScope(environment.variables, text);
  const parts = PROVISIONS.flatMap(list => entriesOf(text, list));
  for (const part of [...parts, ['spec', 'breakGlass']]) {
    const path = [...part, 'when'];
    const when = text.string(path);
    if (when !== undefined && !isBeyondReading(diagnostics)) {
      const checked = checkCondition(text, path, when, environment);
      conditions.set(conditionKey(part), checked.expression);
      diagnostics.push(
        ...checked.diagnostics,
        ...checkContradiction(text, path, checked.expression, scope),
      );
    }
  }
  return { conditions, diagnostics };
}
