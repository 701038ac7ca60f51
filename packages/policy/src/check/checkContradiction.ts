import type { Expression } from '../cel/Expression';
import { finding, type PolicyDiagnostic } from '../codes';
import type { Path, PolicyText } from '../parse/PolicyText';
import { contradictionIn } from './reach/contradictionIn';
import type { ReachScope } from './reach/ReachScope';

/** Whether the condition at a path can never be true, so that what it belongs to never counts. */
export function checkContradiction(
  text: PolicyText,
  path: Path,
  expression: Expression,
  scope: ReachScope,
): PolicyDiagnostic[] {
  const found = contradictionIn(expression, scope);
  return found
    ? [finding('never-fires', text.innerSpan(path, found.start, found.end), found.message)]
    : [];
}
