import { isMap, parseDocument } from 'yaml';
import type { Block } from './readBlocks';

/**
 * The policy of which a fragment shows a part. A fragment stands in a block marked `yaml scope` or
 * `yaml guardrail` and holds members of `spec`; what it does not show is filled in here.
 */
export function policyOfFragment({ language, text }: Block): string {
  const layer = language === 'yaml guardrail' ? 'guardrail' : 'scope';
  const shown = parseDocument(text).contents;
  const has = (member: string) => isMap(shown) && shown.has(member);
  const rest = [
    `layer: ${layer}\n`,
    ...(layer === 'scope' && !has('covers') ? ['covers: [{ owner: group:default/us }]\n'] : []),
    ...(has('rules')
      ? []
      : [`rules: [{ name: rest, ${KIND[layer]}decision: deny, reason: Nothing else. }]\n`]),
  ];
  return `${HEAD}${[...rest, text].join('').replace(/^(?=.)/gm, '  ')}`;
}

/**
 * A policy for each line of a block of conditions, with it as the condition of its only rule. Each has
 * the window `by-day`.
 */
export function policiesOfConditions({ text }: Block): string[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(
      line => `${HEAD}  layer: scope
  covers: [{ owner: group:default/us }]
  windows:
    by-day: { zone: Europe/London, days: [mon], from: '09:00', to: '17:00' }
  rules:
    - { name: shown, when: ${JSON.stringify(line)}, decision: deny, reason: No. }
`,
    );
}

const HEAD = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: fragment, owner: group:default/us }
spec:
`;
const KIND = { scope: '', guardrail: 'kind: default, ' } as const;
