import type { Span } from '@countersign/diagnostics';
import { finding, type PolicyDiagnostic } from '../../codes';
import type { Expression } from '../../cel/Expression';
import type { Alternatives } from './Alternatives';
import { alternativesOf } from './alternativesOf';
import { canonicalText } from './canonicalText';
import { contradictionIn } from './contradictionIn';
import type { ReachScope } from './ReachScope';
import { takersOf, type EarlierRule } from './takersOf';
import { CandidateIndex } from './CandidateIndex';

/** A rule of a list in which the first that matches decides, or of one in which each counts. */
export interface ReachRule {
  readonly name: string;
  readonly nameSpan: Span;
  /** The place of the whole condition; of the name for a rule without one. */
  readonly whenSpan: Span;
  /** The place of a piece of the condition. */
  readonly place: (start: number, end: number) => Span;
  readonly expression: Expression;
  /** Whether it is out of reach once one before it has matched. */
  readonly isOrdered: boolean;
  /** Whether an exception may lift it, so that rules after it are reached all the same. */
  readonly isLifted: boolean;
}

/**
 * Finds rules that can never answer: those whose condition contradicts itself, and, where the first
 * match decides, those whose every match is taken by rules before them. Rules are given one after the
 * other in the order of the text.
 */
export class RuleReach {
  private always: { readonly name: string; readonly remedy: string } | undefined;
  private readonly byText = new Map<string, string>();
  private readonly earlier: CandidateIndex<EarlierRule>;

  constructor(private readonly scope: ReachScope) {
    this.earlier = new CandidateIndex();
  }

  check(rule: ReachRule): PolicyDiagnostic[] {
    const { expression } = rule;
    if (expression.constant === false) {
      const message =
        'This condition is never true, so the rule never answers. Remove it, or switch the whole policy off with "mode: disabled".';
      return [finding('never-fires', rule.whenSpan, message)];
    }
    if (expression.type === undefined || !expression.syntax) {
      return [];
    }
    const matches = alternativesOf(this.scope, expression, expression.syntax, 'true');
    const contradiction =
      matches.length === 0 ? contradictionIn(expression, this.scope) : undefined;
    if (contradiction) {
      const { start, end, message } = contradiction;
      return [finding('never-fires', rule.place(start, end), message)];
    }
    return rule.isOrdered ? this.checkOrder(rule, matches) : [];
  }

  private checkOrder(rule: ReachRule, matches: Alternatives): PolicyDiagnostic[] {
    if (this.always !== undefined) {
      return [
        shadowed(
          rule.nameSpan,
          `Rule "${this.always.name}" before it matches everything, and the first match decides, so this rule never answers. Move it up, or ${this.always.remedy}.`,
          [this.always.name],
        ),
      ];
    }
    const { expression, name, whenSpan, isLifted } = rule;
    const text = canonicalText(expression.syntax!);
    const same = this.byText.get(text);
    if (same !== undefined) {
      return [
        shadowed(
          whenSpan,
          `Rule "${same}" before it has the same condition, and the first match decides, so this rule never answers.`,
          [same],
        ),
      ];
    }
    if (this.scope.isSpent) {
      this.byText.set(text, name);
      return [];
    }
    const misses = alternativesOf(this.scope, expression, expression.syntax!, 'notTrue');
    const takers = takersOf(this.scope, matches, this.earlier.candidates(matches));
    if (!isLifted) {
      this.byText.set(text, name);
      this.earlier.add({ name, matches, misses }, matches);
      if (misses.length === 0) {
        const isPlain = expression.constant === true;
        this.always = {
          name,
          remedy: isPlain ? `give "${name}" a condition` : `change the condition of "${name}"`,
        };
      }
    }
    return takers.length > 0 ? [shadowed(whenSpan, takenBy(takers), takers)] : [];
  }
}

function shadowed(span: Span, message: string, takers: readonly string[]): PolicyDiagnostic {
  return finding('never-fires', span, message, {
    shadowedBy: takers[0]!,
    ...(takers.length > 1 && { shadowedByAll: takers }),
  });
}

function takenBy(takers: readonly string[]): string {
  if (takers.length === 1) {
    return `Rule "${takers[0]}" before it matches whenever this condition is true, and the first match decides, so this rule never answers. Move it up, or narrow "${takers[0]}".`;
  }
  const shown = takers.slice(0, 5).map(name => `"${name}"`);
  const names =
    takers.length > 5
      ? `${shown.join(', ')} and ${takers.length - 5} more`
      : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
  return `Rules ${names} before it together match whenever this condition is true, and the first match decides, so this rule never answers. Move it up, or narrow one of them.`;
}
