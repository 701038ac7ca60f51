import type { Span } from '@countersign/diagnostics';
import { ScalarText, type LooseDocument, type LooseNode } from '@countersign/policy';
import { nodeAt } from '../document/looseValues';

/** A rule that a case of a test names. */
export interface RuleUse {
  /** The policy, where the case says which. */
  readonly policy: string | undefined;
  readonly rule: string;
  readonly span: Span;
}

/** The rules that the cases of a `*.policy.test.yaml` expect. */
export function ruleUsesInTest({ root, text }: LooseDocument): RuleUse[] {
  const cases = nodeAt(root, ['spec', 'cases'])?.entries ?? [];
  return cases.flatMap(({ value }) => {
    const rule = nodeAt(value, ['expect', 'rule']);
    const rules = nodeAt(value, ['expect', 'rules'])?.entries.map(each => each.value) ?? [];
    return [...(rule ? [rule] : []), ...rules].flatMap(node => useOf(node, text));
  });
}

function useOf(node: LooseNode, text: string): RuleUse[] {
  if (node.kind !== 'scalar') {
    return [];
  }
  const parts = ScalarText.read(text, node).value.split('/');
  return [{ policy: parts.at(-2), rule: parts.at(-1)!, span: node.span }];
}
