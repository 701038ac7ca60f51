import type { Approvers, PolicyDocument, RequireDocument } from '@countersign/model';
import type { Path, PolicyText } from '../parse/PolicyText';
import type { PolicySpans } from './Policy';

/** Places that checks across policies point at. */
export function policySpans(source: PolicyText, { spec }: PolicyDocument): PolicySpans {
  const guardrail = spec.layer === 'guardrail' ? spec : undefined;
  return {
    name: source.span(['metadata', 'name']),
    ...(guardrail?.impact && { impact: source.keySpan(['spec', 'impact']) }),
    ...(guardrail?.fallback && { fallback: source.keySpan(['spec', 'fallback']) }),
    ...(guardrail?.breakGlass && { breakGlass: source.keySpan(['spec', 'breakGlass']) }),
    roles: new Map(
      Object.keys(guardrail?.roles ?? {}).map(role => [
        role,
        source.keySpan(['spec', 'roles', role]),
      ]),
    ),
    roleUses: selectionsOf(spec).flatMap(({ from, path }) =>
      from.startsWith(ROLE) ? [{ role: from.slice(ROLE.length), span: source.span(path) }] : [],
    ),
  };
}

/** What a selection of a role begins with. */
export const ROLE = 'role:';

/** One `from` of a requirement, with the path of its text. */
export interface Selection {
  readonly from: string;
  readonly count: number;
  readonly path: Path;
}

/** Every selection of people that a policy's requirements make. */
export function selectionsOf(spec: PolicyDocument['spec']): Selection[] {
  const selections = spec.rules.flatMap((rule, index) =>
    rule.require ? inRequire(rule.require, ['spec', 'rules', index, 'require']) : [],
  );
  if (spec.layer === 'guardrail') {
    const { fallback, breakGlass } = spec;
    selections.push(
      ...(fallback ? inRequire(fallback.require, ['spec', 'fallback', 'require']) : []),
      ...(breakGlass ? inApprovers(breakGlass.approvers, ['spec', 'breakGlass', 'approvers']) : []),
    );
  }
  return selections;
}

function inRequire({ approvers, escalation }: RequireDocument, path: Path): Selection[] {
  return [
    ...inApprovers(approvers, [...path, 'approvers']),
    ...(escalation?.steps ?? []).flatMap(({ to }, index) =>
      inApprovers(to, [...path, 'escalation', 'steps', index, 'to']),
    ),
  ];
}

function inApprovers(approvers: Approvers, path: Path): Selection[] {
  if ('from' in approvers) {
    return [{ from: approvers.from, count: approvers.count, path: [...path, 'from'] }];
  }
  const [join, parts] =
    'all' in approvers ? (['all', approvers.all] as const) : (['any', approvers.any] as const);
  return parts.flatMap((part, index) => inApprovers(part, [...path, join, index]));
}
