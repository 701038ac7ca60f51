import type { StoreReads, StoreWrites } from '../types';
import { locked, type Executor } from './Executor';

type Reads = Pick<StoreReads, 'standingUsage'>;
type Writes = Pick<StoreWrites, 'lockStanding' | 'useStanding'>;

export function standingReads({ db }: Executor): Reads {
  return {
    async standingUsage({ policy, standing, since }) {
      const total = await db('standing_approvals').where({ policy, standing }).first('used');
      const [recent] = await db('standing_uses')
        .where({ policy, standing })
        .where('used_at', '>', since)
        .count({ count: '*' });
      return { used: Number(total?.used ?? 0), usedWithinRate: Number(recent!.count) };
    },
  };
}

export function standingWrites(executor: Executor): Writes {
  const { db } = executor;
  const lock: Writes['lockStanding'] = async ({ policy, standing }) => {
    await db('standing_approvals')
      .insert({ policy, standing, used: 0 })
      .onConflict(['policy', 'standing'])
      .ignore();
    await locked(executor, db('standing_approvals').where({ policy, standing }));
  };
  return {
    lockStanding: lock,

    async useStanding({ policy, standing, grantId, at }) {
      await lock({ policy, standing });
      const added = await db('standing_uses')
        .insert({ grant_id: grantId, policy, standing, used_at: at })
        .onConflict('grant_id')
        .ignore()
        .returning('grant_id');
      if (added.length > 0) {
        await db('standing_approvals').where({ policy, standing }).increment('used', 1);
      }
    },
  };
}
