import {
  checkPolicySet,
  createPolicySet,
  parsePolicy,
  type ParsedPolicy,
  type PolicySet,
} from '@countersign/policy';
import type { PolicyText } from './protocol';

/** Makes policy sets of texts; a text that was there the last time is not parsed again. */
export class PolicyCompiler {
  private parsed = new Map<string, ParsedPolicy>();

  /** The set, or the first reason why there is none. */
  compile(texts: readonly PolicyText[]): PolicySet | string {
    const parsed = texts.map(each => this.parse(each));
    const broken = parsed.find(each => !each.policy);
    if (broken) {
      return `${fileName(broken)} has an error: ${firstError(broken)}`;
    }
    const fault = checkPolicySet(parsed).find(each => each.diagnostic.severity === 'error');
    if (fault) {
      return fault.diagnostic.message;
    }
    return createPolicySet(parsed.map(each => each.policy!));
  }

  /** Lets go of all texts but these. */
  forgetOthers(texts: readonly PolicyText[]): void {
    const kept = texts.map(each => [keyOf(each), this.parse(each)] as const);
    this.parsed = new Map(kept);
  }

  private parse(text: PolicyText): ParsedPolicy {
    const key = keyOf(text);
    const parsed = this.parsed.get(key) ?? parsePolicy(text.text, text.uri);
    this.parsed.set(key, parsed);
    return parsed;
  }
}

function keyOf({ uri, text }: PolicyText): string {
  return `${uri}\n${text}`;
}

function firstError(parsed: ParsedPolicy): string {
  return (
    parsed.diagnostics.find(each => each.severity === 'error')?.message ?? 'it cannot be read.'
  );
}

function fileName(parsed: ParsedPolicy): string {
  return decodeURIComponent(parsed.uri.slice(parsed.uri.lastIndexOf('/') + 1));
}
