import type { Enforcement, ResourceFacts } from '@countersign/model';
import type { Settings } from '../config/Settings';

/**
 * Whether refusals bind for a target. The nearest scope holds: its component, then its system, then
 * its owner, then the owner's parent groups from the nearest up, then the default.
 */
export function enforcementOf(
  resource: ResourceFacts,
  enforcement: Settings['enforcement'],
): Enforcement {
  const of = (member: 'component' | 'system' | 'owner', ref: string | undefined) =>
    ref === undefined ? undefined : enforcement.scopes.find(scope => scope[member] === ref)?.mode;
  return (
    of('component', resource.ref) ??
    of('system', resource.system) ??
    [resource.owner, ...resource.ownerAncestors]
      .map(ref => of('owner', ref))
      .find(mode => mode !== undefined) ??
    enforcement.default
  );
}
