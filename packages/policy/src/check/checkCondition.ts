import { finding, type PolicyCode, type PolicyDiagnostic } from '../codes';
import type { CelEnvironment } from '../cel/createCelEnvironment';
import type { CelFault, CelFaultKind } from '../cel/CelFault';
import type { Expression } from '../cel/Expression';
import type { Path, PolicyText } from '../parse/PolicyText';

/** A condition that was read, with what is wrong with it. */
export interface CheckedCondition {
  readonly expression: Expression;
  readonly diagnostics: PolicyDiagnostic[];
}

/** Compiles the condition at a path and places each of its faults in the document. */
export function checkCondition(
  text: PolicyText,
  path: Path,
  source: string,
  environment: CelEnvironment,
): CheckedCondition {
  const expression = environment.compile(source);
  const diagnostics = [...expression.faults, ...expression.cautions].map(fault =>
    finding(
      codeOf(fault),
      text.innerSpan(path, fault.start, fault.end),
      fault.message,
      fault.suggestion === undefined ? undefined : { suggestion: fault.suggestion },
    ),
  );
  if (expression.type !== undefined && expression.type !== 'bool' && expression.type !== 'dyn') {
    diagnostics.push(
      finding(
        'condition-type',
        text.innerSpan(path, 0, source.length),
        `A condition must be true or false, and this is a value of type ${expression.type}. Compare it with something.`,
      ),
    );
  }
  return { expression, diagnostics };
}

const CODES: Readonly<Record<CelFaultKind, PolicyCode>> = {
  syntax: 'condition-syntax',
  profile: 'condition-profile',
  type: 'condition-type',
  evaluation: 'condition-type',
  pattern: 'condition-pattern',
  'unknown-name': 'unknown-name',
  'unknown-literal': 'unknown-value',
  'always-there': 'always-present',
  'maybe-absent': 'maybe-absent',
};

function codeOf(fault: CelFault): PolicyCode {
  return fault.noun === 'window' ? 'unknown-window' : CODES[fault.kind];
}
