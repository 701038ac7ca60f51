import type { Proposal } from '@countersign/model';
import { ACTION_KINDS } from '../actions/actionKinds';
import type { ActionKind } from '../actions/ActionKind';
import { createTargetChooser } from '../actions/chooseTarget';
import { loadTargets } from '../actions/loadTargets';
import { propose } from '../actions/propose';
import type { Random } from '../random/Random';

/** One proposal in forty aims at a machine from before the catalog, which nobody can judge. */
const UNKNOWN_TARGETS = 0.025;
const CITES_INCIDENT = 0.35;

/**
 * What the live agent thinks of next: the same kinds of action and the same targets as in the
 * recordings, the rare ones more often, so that a queue fills in minutes and not in days.
 */
export function createLiveProposals(agent: ActionKind['agent'], random: Random) {
  const kinds = ACTION_KINDS.filter(kind => kind.agent === agent);
  const choose = createTargetChooser(loadTargets(), random.fork('ranking'));
  let number = 0;
  return (at: string): Proposal => {
    const draw = random.fork(number++);
    const kind = draw.weighted(kinds, ({ weight }) => Math.sqrt(weight));
    const target = choose(kind, draw);
    const isMending = kind.name !== 'diagnostics.read' && draw.chance(CITES_INCIDENT);
    const incidents = isMending ? [`INC-${draw.integer(6000, 6999)}`] : [];
    const proposal = propose(kind, target, { at, random: draw, incidents });
    return draw.chance(UNKNOWN_TARGETS)
      ? { ...proposal, resource: { type: 'host', id: `vm-legacy-${draw.integer(1, 40)}` } }
      : proposal;
  };
}
