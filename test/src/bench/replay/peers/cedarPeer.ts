import {
  preparsePolicySet,
  statefulIsAuthorized,
  type Context,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { Recording } from '@countersign/model';
import { rulesWith } from '../rules';
import { flatRowOf } from './FlatRow';
import type { SamplePeer } from './SamplePeer';

const POLICIES = 'bench';

/**
 * Cedar in WebAssembly, with its policies parsed beforehand. It has no first match: it evaluates all 25
 * and names those that hold, of which the first is taken.
 */
export function cedarPeer(sample: readonly Recording[]): SamplePeer {
  const staticPolicies = Object.fromEntries(
    rulesWith().map(({ cedar }, at) => [
      `${at}`,
      `permit(principal, action, resource) when { ${cedar} };`,
    ]),
  );
  const parsed = preparsePolicySet(POLICIES, { staticPolicies });
  if (parsed.type === 'failure') {
    throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  }
  const contexts = sample.map(contextOf);
  return {
    name: '@cedar-policy/cedar-wasm, row by row',
    rows: sample.length,
    run: () => Int8Array.from(contexts, first),
  };
}

const CALL = {
  principal: { type: 'Agent', id: 'agent' },
  action: { type: 'Action', id: 'act' },
  resource: { type: 'Service', id: 'service' },
  preparsedPolicySetId: POLICIES,
  entities: [],
};

function first(context: Context): number {
  const answer = statefulIsAuthorized({ ...CALL, context });
  if (answer.type === 'failure') {
    throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  }
  const { reason } = answer.response.diagnostics;
  return reason.length === 0 ? -1 : Math.min(...reason.map(Number));
}

/** What a condition may read. Cedar knows whole numbers only: shares are given in thousandths. */
function contextOf(recording: Recording): Context {
  const { environment, replicas, memory, percent, force } =
    recording.proposal.action.properties ?? {};
  const { hasPercent: _hasPercent, confidence, ...rest } = flatRowOf(recording);
  const members = {
    ...rest,
    ...{ environment, replicas, memory, force },
    percent: typeof percent === 'number' ? Math.round(percent * 10) : percent,
    confidence: Math.round(confidence * 1000),
    tags: recording.resource.tags,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Context;
}
