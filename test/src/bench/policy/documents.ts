import { MANDATORY, RAISES, scopeConditions, type TwinCondition } from './conditions';

/** A guardrail with the raises and mandatory rules of the measurement. */
export function guardrailText(): string {
  return `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: organisation
  owner: group:default/platform
spec:
  layer: guardrail
  impact:
    bands: { contained: 0, local: 3, wide: 10 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: moderate }
      reversible: { contained: low, local: moderate, wide: moderate, systemic: high }
      externally_reversible: { contained: moderate, local: moderate, wide: high, systemic: critical }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
    raises:
${RAISES.map(
  ({ cel }, at) => `      - name: raise-${at}
        when: ${quoted(cel)}
        by: 1
`,
).join('')}  fallback:
    require:
      approvers: { from: group:default/platform }
  rules:
${MANDATORY.map(({ cel }, at) => ruleText(`mandatory-${at}`, cel, 'mandatory')).join('')}`;
}

/** A scope policy with so many rules. */
export function scopeText(rules: number): string {
  const conditions: readonly TwinCondition[] = scopeConditions(rules);
  return `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: payments
  owner: group:default/payments
spec:
  layer: scope
  covers:
    - owner: group:default/payments
  rules:
${conditions.map(({ cel }, at) => ruleText(`rule-${at}`, cel)).join('')}`;
}

/** A scope policy of about so many lines, whose rules ask people and carry a line of comment. */
export function textOfLines(lines: number): string {
  const head = scopeText(1).split('\n');
  const rules: string[] = [];
  for (let at = 0; head.length + rules.length * LINES_OF_RULE < lines; at++) {
    const [{ cel }] = scopeConditions(at + 2).slice(at) as [TwinCondition];
    rules.push(`    # Agreed with the owners of part ${at}.
    - name: ask-${at}
      when: >-
        ${cel}
      decision: require_approval
      reason: The owners of part ${at} decide.
      require:
        approvers: { all: [{ from: owners(resource) }, { from: role:duty-manager }] }
        deadline: 4h
        separation: [agent_owners]
`);
  }
  return `${head.join('\n')}${rules.join('')}`;
}

const LINES_OF_RULE = 10;

function ruleText(name: string, cel: string, kind?: string): string {
  return `    - name: ${name}
${kind === undefined ? '' : `      kind: ${kind}\n`}      when: ${quoted(cel)}
      decision: ${kind === 'mandatory' ? 'deny' : 'allow'}
      reason: Because of ${name}.
`;
}

function quoted(text: string): string {
  return `"${text}"`;
}
