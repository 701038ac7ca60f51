import type { RequestDetail } from '@countersign/client';
import { LineCounter } from '@countersign/diagnostics';
import type { Packet } from '@countersign/model';
import { parsePolicy } from '@countersign/policy';
import type { StoreReads } from '@countersign/store';

/** The deciding rule as it stood in its policy when it decided; absent when the fallback answered. */
export async function readPolicyText(
  reads: StoreReads,
  packet: Packet,
): Promise<RequestDetail['policyText']> {
  const { rule } = packet.decision;
  const ref = packet.policies.find(policy => policy.name === rule?.policy);
  const version = ref && (await reads.policyVersion(ref.digest));
  if (!rule || !version) {
    return undefined;
  }
  const { outline } = parsePolicy(version.text, version.uri);
  const span = outline.rules.find(found => found.name === rule.rule)?.span;
  if (!span) {
    return undefined;
  }
  const { line, column } = new LineCounter(version.text).position(span.start);
  const text = version.text.slice(span.start - column, span.end);
  return {
    policy: rule.policy,
    digest: version.digest,
    rule: rule.rule,
    text: text.trimEnd(),
    startLine: line + 1,
  };
}
