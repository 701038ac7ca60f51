import {
  parseEntityRef,
  type DecisionInput,
  type PolicyTestCase,
  type PolicyTestGiven,
  type Proposal,
  type Recording,
  type StandingUsage,
} from '@countersign/model';
import type { PolicySet } from '../plan/PolicySet';
import { isNamed } from './partNames';

/** What is decided when a case says nothing: a reversible action that nothing depends on. */
const NOTHING_SAID: Omit<DecisionInput, 'at'> = {
  proposal: {
    subject: { type: 'agent', id: 'agent' },
    action: { name: 'action' },
    resource: { type: 'component', id: 'component:default/target' },
    context: {},
  },
  resource: {
    ref: 'component:default/target',
    known: true,
    kind: 'component',
    ownerAncestors: [],
    tags: [],
  },
  factors: {
    actionType: 'action',
    reversibility: 'reversible',
    effects: {
      performance: 'none',
      security: 'none',
      dataAccess: 'none',
      serviceDisruption: 'none',
    },
    blastRadius: { size: 0, tier0: 0, tier1: 0, depth: 0, owners: [], hits: [] },
    rollbackPlan: 'none',
    confidence: 1,
    missing: [],
    sources: [],
  },
};

/**
 * The question of a case: what it gives, over the file's defaults, over what counts when nothing is
 * said; or over a recording.
 *
 * @param at - The file's moment; a case's own goes before it, and so does a recording's.
 */
export function inputOfCase(
  set: PolicySet,
  { given, at: own }: Pick<PolicyTestCase, 'given' | 'at'>,
  { defaults, at }: { readonly defaults?: PolicyTestGiven; readonly at?: string },
  recording?: Recording,
): DecisionInput {
  if (recording) {
    const { proposal, resource, factors, usage } = recording;
    const input = layOver({ proposal, resource, factors }, unfold(given ?? {}));
    const uses = firstOfEach([...usesOf(set, given), ...(usage ?? [])]);
    return { ...input, at: own ?? recording.at, ...(uses.length > 0 && { usage: uses }) };
  }
  const merged = merge(unfold(defaults ?? {}), unfold(given ?? {})) as Unfolded;
  const usage = [...usesOf(set, merged), ...neverUsed(set)];
  return {
    ...layOver(NOTHING_SAID, merged),
    // That one of them is there is checked when the document is read.
    at: (own ?? at)!,
    ...(usage.length > 0 && { usage: firstOfEach(usage) }),
  };
}

type Members<T> = Exclude<NonNullable<T>, string | number>;
type Impact = Members<PolicyTestGiven['impact']>;

/** What is given, with the short forms written out. */
interface Unfolded {
  readonly subject: Members<PolicyTestGiven['subject']>;
  readonly action: Members<PolicyTestGiven['action']>;
  readonly resource: Members<PolicyTestGiven['resource']>;
  readonly context: Members<PolicyTestGiven['context']>;
  readonly impact: Omit<Impact, 'blastRadius'> & { blastRadius: Members<Impact['blastRadius']> };
  readonly usage?: PolicyTestGiven['usage'];
}

function unfold(given: PolicyTestGiven): Unfolded {
  const { subject = {}, action = {}, resource = {}, context = {}, impact = {}, usage } = given;
  const { blastRadius = {} } = impact;
  return {
    subject: typeof subject === 'string' ? { id: subject } : subject,
    action: typeof action === 'string' ? { name: action } : action,
    resource: typeof resource === 'string' ? { ref: resource } : resource,
    context,
    impact: {
      ...impact,
      blastRadius: typeof blastRadius === 'number' ? { size: blastRadius } : blastRadius,
    },
    ...(usage && { usage }),
  };
}

function layOver(base: Omit<DecisionInput, 'at'>, given: Unfolded): Omit<DecisionInput, 'at'> {
  const { subject, action, resource, context, impact } = given;
  const ref = resource.ref ?? base.resource.ref;
  const kind = resource.ref === undefined ? base.resource.kind : parseEntityRef(ref)?.kind;
  const missing = impact.missing ?? base.factors.missing;
  const isUnregistered = missing.includes('action_type');
  const { size } = impact.blastRadius;
  const {
    actionType = isUnregistered ? undefined : (action.name ?? base.factors.actionType),
    reversibility = isUnregistered ? undefined : base.factors.reversibility,
  } = impact;
  const { actionType: _type, reversibility: _reversibility, ...factors } = base.factors;
  const { kind: _kind, ...facts } = base.resource;
  return {
    proposal: {
      subject: { ...base.proposal.subject, ...subject },
      action: merge(base.proposal.action, action) as Proposal['action'],
      resource:
        resource.ref === undefined
          ? base.proposal.resource
          : { type: kind ?? 'component', id: ref },
      context: { ...base.proposal.context, ...context },
    },
    resource: {
      ...facts,
      ...(kind !== undefined && { kind }),
      ...resource,
      ref,
      known: resource.known ?? (base.resource.known && !missing.includes('target')),
    },
    factors: {
      ...factors,
      ...(actionType !== undefined && { actionType }),
      ...(reversibility !== undefined && { reversibility }),
      effects: { ...base.factors.effects, ...impact.effects },
      blastRadius: {
        ...base.factors.blastRadius,
        // What depends on the target is at least one step away.
        ...(size !== undefined && { depth: Math.min(size, 1) }),
        ...impact.blastRadius,
      },
      rollbackPlan:
        impact.rollbackPlan ?? (context.rollbackPlan ? 'given' : base.factors.rollbackPlan),
      confidence: impact.confidence ?? base.factors.confidence,
      missing,
    },
  };
}

function usesOf(set: PolicySet, given: Pick<Unfolded, 'usage'> | undefined): StandingUsage[] {
  return (given?.usage ?? []).flatMap(({ standing, used, usedWithinRate }) =>
    set.policies.flatMap(policy =>
      policy.standing
        .filter(part => isNamed(standing, part))
        .map(({ name }) => ({ policy: policy.name, standing: name, used, usedWithinRate })),
    ),
  );
}

function neverUsed(set: PolicySet): StandingUsage[] {
  return set.policies.flatMap(policy =>
    policy.standing.map(({ name }) => ({
      policy: policy.name,
      standing: name,
      used: 0,
      usedWithinRate: 0,
    })),
  );
}

/** One entry for each standing approval: the first that there is. */
function firstOfEach(usage: readonly StandingUsage[]): StandingUsage[] {
  const first = new Map<string, StandingUsage>();
  for (const use of usage) {
    const key = `${use.policy} ${use.standing}`;
    if (!first.has(key)) {
      first.set(key, use);
    }
  }
  return [...first.values()];
}

/** Mappings are laid over each other member by member; anything else replaces what was there. */
function merge(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) {
    return over === undefined ? base : over;
  }
  const members = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(over)) {
    members.set(name, merge(members.get(name), value));
  }
  return Object.fromEntries(members);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
