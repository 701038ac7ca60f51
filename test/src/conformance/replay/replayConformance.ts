import { createRecordingSet } from '@countersign/replay';
import { buildColumns } from '../../bench/replay/buildColumns';
import { policySetWith } from '../../bench/replay/policies';
import { differencesOfEngines } from '../../equality/differencesOfEngines';
import { editedPolicies } from '../../equality/editedPolicies';
import type { Conformance } from '../Conformance';

const COUNT = 1_000_000;
const SEED = 20_261_122;

/** Replays by columns beside the plain evaluator, on every one of a million generated actions. */
export const replayConformance: Conformance = {
  title: 'Replay: 1,000,000 generated actions by columns beside the plain evaluator, row by row',
  async run({ count = COUNT, seed = SEED }) {
    const set = createRecordingSet({ name: 'generated', columns: buildColumns(count, seed) });
    const policies = [policySetWith(), ...editedPolicies(1, seed)];
    const differences = await differencesOfEngines(set, policies);
    return {
      holds: differences.length === 0,
      figures: { count, seed, policies: policies.length, differences },
      lines: [
        `${count} generated actions under ${policies.length} sets of policies, seed ${seed}`,
        'by both kernels, from scratch and after an edit, beside the plain evaluator',
        differences.length === 0 ? 'Not one row differs.' : 'They differ:',
        ...differences,
      ],
    };
  },
};
