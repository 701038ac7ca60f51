import { MAX_RULES } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import type { CelEnvironment } from '../cel/createCelEnvironment';
import type { Expression } from '../cel/Expression';
import type { PolicyText } from '../parse/PolicyText';
import { checkCondition } from './checkCondition';
import { isBeyondReading } from './isBeyondReading';
import { ReachScope } from './reach/ReachScope';
import { RuleReach } from './reach/RuleReach';

/** The rules of a policy, one condition each in the order of the text. */
export interface CheckedRules {
  /** `undefined` for a rule whose condition is no text. */
  readonly conditions: readonly (Expression | undefined)[];
  readonly diagnostics: PolicyDiagnostic[];
}

/** What the schema cannot say of rules: names, kinds by layer, conditions, and which never fire. */
export function checkRules(text: PolicyText, environment: CelEnvironment): CheckedRules {
  const diagnostics: PolicyDiagnostic[] = [];
  const conditions: (Expression | undefined)[] = [];
  const layer = text.string(['spec', 'layer']);
  const names = new Set<string>();
  const reach = new RuleReach(new ReachScope(environment.variables, text));
  const lifted = liftedRules(text);

  // The schema refuses more rules, so that no policy is made of them.
  const count = Math.min(text.count(['spec', 'rules']), MAX_RULES);
  for (let index = 0; index < count && !isBeyondReading(diagnostics); index++) {
    const path = ['spec', 'rules', index];
    const name = text.string([...path, 'name']);
    const kind = text.string([...path, 'kind']);
    const nameSpan = text.span([...path, 'name']);
    if (name !== undefined && names.has(name)) {
      diagnostics.push(
        finding(
          'duplicate-rule',
          nameSpan,
          `Another rule is named "${name}" too. Rules of one policy have different names, since decisions are told apart by them.`,
        ),
      );
    }
    names.add(name ?? '');

    diagnostics.push(...checkKind(text, path, layer, kind), ...checkRequirement(text, path));

    const whenNode = text.node([...path, 'when']);
    const when = text.string([...path, 'when']) ?? (whenNode ? undefined : 'true');
    if (when === undefined) {
      conditions.push(undefined);
      continue;
    }
    const checked = checkCondition(text, [...path, 'when'], when, environment);
    conditions.push(checked.expression);
    diagnostics.push(...checked.diagnostics);

    const whenSpan = whenNode ? text.span([...path, 'when']) : nameSpan;
    diagnostics.push(
      ...reach.check({
        name: name ?? '',
        nameSpan,
        whenSpan,
        place: (start, end) =>
          whenNode ? text.innerSpan([...path, 'when'], start, end) : nameSpan,
        expression: checked.expression,
        isOrdered: layer !== 'guardrail' || kind === 'default',
        isLifted: lifted.has(name ?? ''),
      }),
    );
  }
  return { conditions, diagnostics };
}

function checkKind(
  text: PolicyText,
  path: readonly PropertyKey[],
  layer: string | undefined,
  kind: string | undefined,
): PolicyDiagnostic[] {
  if (layer === 'guardrail' && !text.node([...path, 'kind'])) {
    return [
      finding(
        'guardrail-kind-missing',
        text.headSpan(path),
        'A rule of a guardrail needs "kind": mandatory if it always counts, default if it counts only where no scope policy covers the target.',
      ),
    ];
  }
  if (layer === 'scope' && kind !== undefined) {
    return [
      finding(
        'kind-in-scope',
        text.keySpan([...path, 'kind']),
        '"kind" belongs to rules of guardrails. In a scope policy the first rule that matches decides; remove it.',
      ),
    ];
  }
  return [];
}

function checkRequirement(text: PolicyText, path: readonly PropertyKey[]): PolicyDiagnostic[] {
  const decision = text.string([...path, 'decision']);
  const isRequired = text.node([...path, 'require']) !== undefined;
  if (decision === 'require_approval' && !isRequired) {
    return [
      finding(
        'requirement-missing',
        text.span([...path, 'decision']),
        'This rule asks for approval and does not say whose. Add "require" with "approvers".',
      ),
    ];
  }
  if ((decision === 'allow' || decision === 'deny') && isRequired) {
    return [
      finding(
        'requirement-unexpected',
        text.keySpan([...path, 'require']),
        `A rule that answers "${decision}" asks nobody. Remove "require", or answer require_approval.`,
      ),
    ];
  }
  return [];
}

/** Names of rules that an exception of this policy may lift. */
function liftedRules(text: PolicyText): ReadonlySet<string> {
  const exceptions = Array.from({ length: text.count(['spec', 'exceptions']) });
  return new Set(
    exceptions.flatMap((_, index) => {
      const from = text.valueAt(['spec', 'exceptions', index, 'from']);
      return Array.isArray(from) ? from.map(String) : [];
    }),
  );
}
