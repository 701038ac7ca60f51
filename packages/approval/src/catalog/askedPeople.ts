import type { Approvers, PolicyDocument, RequireDocument, Requirement } from '@countersign/model';
import type { Path } from '@countersign/policy';

/** Approvers that a policy asks for somewhere, with the place. */
export interface Asked {
  readonly approvers: Approvers;
  readonly path: Path;
  readonly separation: Requirement['separation'];
  /** Approvers who may answer later in their place. */
  readonly later: readonly Approvers[];
}

/** Everybody whom a policy asks: its rules and their escalation, its fallback, its break-glass. */
export function askedPeople({ spec }: PolicyDocument): Asked[] {
  const asked: Asked[] = [];
  const addRequire = (require: RequireDocument | undefined, path: Path) => {
    if (!require) {
      return;
    }
    const { approvers, separation, escalation } = require;
    const later = (escalation?.steps ?? []).map(({ to }) => to);
    asked.push({ approvers, path: [...path, 'approvers'], separation, later });
    later.forEach((to, step) =>
      asked.push({
        approvers: to,
        path: [...path, 'escalation', 'steps', step, 'to'],
        separation,
        later: later.filter((_, other) => other !== step),
      }),
    );
  };

  spec.rules.forEach(({ require }, at) => addRequire(require, ['spec', 'rules', at, 'require']));
  if (spec.layer === 'guardrail') {
    addRequire(spec.fallback?.require, ['spec', 'fallback', 'require']);
    if (spec.breakGlass) {
      const { approvers } = spec.breakGlass;
      const path = ['spec', 'breakGlass', 'approvers'];
      asked.push({ approvers, path, separation: [], later: [] });
    }
  }
  return asked;
}

/** The places of the selectors in approvers, in the order of `countsOf`. */
export function selectorPaths(approvers: Approvers, path: Path): Path[] {
  const inside = (member: 'all' | 'any', parts: readonly Approvers[]) =>
    parts.flatMap((part, position) => selectorPaths(part, [...path, member, position]));
  if ('all' in approvers) {
    return inside('all', approvers.all);
  }
  return 'any' in approvers ? inside('any', approvers.any) : [[...path, 'from']];
}
