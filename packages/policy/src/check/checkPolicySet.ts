import { nearestName, type Span } from '@countersign/diagnostics';
import { finding, type PolicyCode, type PolicyDiagnostic } from '../codes';
import type { ParsedPolicy } from '../parse/parsePolicy';
import type { Policy } from '../plan/Policy';

/** A finding in one of several policies. */
export interface PolicySetFinding {
  readonly uri: string;
  readonly diagnostic: PolicyDiagnostic;
}

/**
 * What must hold of policies beside each other: different names, and among the active guardrails
 * exactly one matrix and exactly one fallback. What is missing is only reported when every policy could
 * be read, since the missing part may stand in the one that could not.
 */
export function checkPolicySet(policies: readonly ParsedPolicy[]): PolicySetFinding[] {
  const compiled = policies.flatMap(({ policy }) => (policy ? [policy] : []));
  const isWhole = compiled.length === policies.length;
  return checkPolicies(compiled).filter(
    ({ diagnostic }) => isWhole || !diagnostic.code.endsWith('-missing'),
  );
}

/** {@link checkPolicySet} for policies that are all compiled. */
export function checkPolicies(policies: readonly Policy[]): PolicySetFinding[] {
  const active = policies.filter(({ document }) => document.spec.mode === 'active');
  const guardrails = active.filter(({ document }) => document.spec.layer === 'guardrail');
  return [
    ...duplicateNames(policies),
    ...exactlyOne(policies, guardrails, 'impact', {
      missing: 'impact-missing',
      duplicate: 'duplicate-impact',
      what: 'the matrix that turns an impact into a level ("impact")',
    }),
    ...exactlyOne(policies, guardrails, 'fallback', {
      missing: 'fallback-missing',
      duplicate: 'duplicate-fallback',
      what: 'the approvers who are asked when no rule answers ("fallback")',
    }),
    ...guardrails
      .flatMap(policy => (policy.breakGlass ? [policy] : []))
      .slice(1)
      .map(policy =>
        report(
          policy,
          'duplicate-break-glass',
          policy.spans.breakGlass!,
          'Another active guardrail says how the glass is broken ("breakGlass"). At most one may, so that people know the one way there is.',
        ),
      ),
    ...roleFindings(active, guardrails),
  ];
}

/** Each role is defined once, and each that a requirement names is defined. */
function roleFindings(
  active: readonly Policy[],
  guardrails: readonly Policy[],
): PolicySetFinding[] {
  const defined = new Map<string, Policy>();
  const duplicates = guardrails.flatMap(policy =>
    [...policy.spans.roles].flatMap(([role, span]) => {
      const other = defined.get(role);
      defined.set(role, other ?? policy);
      return other
        ? [
            report(
              policy,
              'duplicate-role',
              span,
              `The guardrail "${other.name}" defines the role "${role}" already. Name all its groups and users there.`,
            ),
          ]
        : [];
    }),
  );
  // Whose role is missing cannot be told from a scope policy that is looked at by itself.
  if (guardrails.length === 0) {
    return duplicates;
  }
  const unknown = active.flatMap(policy =>
    policy.spans.roleUses.flatMap(({ role, span }) => {
      if (defined.has(role)) {
        return [];
      }
      const suggestion = nearestName(role, [...defined.keys()]);
      const hint = suggestion
        ? `Did you mean "${suggestion}"?`
        : 'Define it under "roles" of a guardrail.';
      return [
        {
          uri: policy.uri,
          diagnostic: finding(
            'unknown-role',
            span,
            `No active guardrail defines the role "${role}", so nobody could be asked. ${hint}`,
            suggestion === undefined ? undefined : { suggestion: `role:${suggestion}` },
          ),
        },
      ];
    }),
  );
  return [...duplicates, ...unknown];
}

function duplicateNames(policies: readonly Policy[]): PolicySetFinding[] {
  const first = new Map<string, Policy>();
  return policies.flatMap(policy => {
    const other = first.get(policy.name);
    if (!other) {
      first.set(policy.name, policy);
      return [];
    }
    return [
      report(
        policy,
        'duplicate-policy',
        policy.spans.name,
        `Another policy is named "${policy.name}" too (${other.uri}). Decisions name policies, so each needs a name of its own.`,
      ),
    ];
  });
}

interface OneOf {
  readonly missing: PolicyCode;
  readonly duplicate: PolicyCode;
  readonly what: string;
}

function exactlyOne(
  policies: readonly Policy[],
  guardrails: readonly Policy[],
  member: 'impact' | 'fallback',
  { missing, duplicate, what }: OneOf,
): PolicySetFinding[] {
  const [holder, ...others] = guardrails.filter(policy => policy[member]);
  if (!holder) {
    const place = guardrails[0] ?? policies[0];
    const message = `No active guardrail has ${what}. Exactly one must, so add it to one of them.`;
    return [
      place
        ? report(place, missing, place.spans.name, message)
        : { uri: '', diagnostic: finding(missing, { start: 0, end: 0 }, message) },
    ];
  }
  return others.map(policy =>
    report(
      policy,
      duplicate,
      policy.spans[member]!,
      `The active guardrail "${holder.name}" (${holder.uri}) has ${what} already. Exactly one may; remove one, or switch one guardrail off with "mode".`,
    ),
  );
}

function report(policy: Policy, code: PolicyCode, span: Span, message: string): PolicySetFinding {
  return { uri: policy.uri, diagnostic: finding(code, span, message) };
}
