import type { Span } from '@countersign/diagnostics';
import type { PolicyText } from './PolicyText';

/** One rule's places in the text. */
export interface RuleOutline {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly whenSpan?: Span;
}

/** What an editor needs of a policy, as far as it can be made out whatever is wrong elsewhere. */
export interface PolicyOutline {
  readonly name?: string;
  readonly layer?: string;
  readonly rules: readonly RuleOutline[];
}

/** Rules without a name are listed with an empty one, so that their places are known. */
export function outlineOf(text: PolicyText): PolicyOutline {
  const name = text.string(['metadata', 'name']);
  const layer = text.string(['spec', 'layer']);
  const rules = Array.from({ length: text.count(['spec', 'rules']) }, (_, index) => {
    const path = ['spec', 'rules', index];
    return {
      name: text.string([...path, 'name']) ?? '',
      nameSpan: text.span([...path, 'name']),
      span: text.span(path),
      ...(text.node([...path, 'when']) && { whenSpan: text.span([...path, 'when']) }),
    };
  });
  return { ...(name !== undefined && { name }), ...(layer !== undefined && { layer }), rules };
}
