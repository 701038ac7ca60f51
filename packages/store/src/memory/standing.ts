import type { StoreReads, StoreWrites } from '../types';
import type { MemoryTables } from './MemoryTables';

type Standing = Pick<StoreReads, 'standingUsage'> &
  Pick<StoreWrites, 'lockStanding' | 'useStanding'>;

/** One transaction runs at a time here, so there is nothing to lock. */
export function standing(tables: MemoryTables): Standing {
  return {
    async standingUsage({ policy, standing: name, since }) {
      const uses = tables.standingUses.where(use => use.policy === policy && use.standing === name);
      return { used: uses.length, usedWithinRate: uses.filter(({ at }) => at > since).length };
    },

    lockStanding: async () => undefined,

    async useStanding(use) {
      if (!tables.standingUses.has(use.grantId)) {
        tables.standingUses.set(use.grantId, use);
      }
    },
  };
}
