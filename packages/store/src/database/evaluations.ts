import type { EvaluationRecord, PacketRecord } from '../records';
import type { StoreReads, StoreWrites } from '../types';
import type { Executor } from './Executor';
import { fromRow, toRow } from './rows';

export function evaluationReads({ db }: Executor): Pick<StoreReads, 'packet' | 'evaluation'> {
  return {
    async packet(digest) {
      const row = await db('packets').where({ digest }).first();
      return row && fromRow<PacketRecord>(row, { json: ['salts'] });
    },

    async evaluation(id) {
      const row = await db('evaluations').where({ id }).first();
      return row && readEvaluation(row);
    },
  };
}

export function evaluationWrites({ db }: Executor): Pick<StoreWrites, 'addEvaluation'> {
  return {
    async addEvaluation(evaluation, packet) {
      await db('packets')
        .insert(toRow(packet, ['salts']))
        .onConflict('digest')
        .ignore();
      await db('evaluations').insert(toRow(evaluation, ['rule']));
    },
  };
}

export function readEvaluation(row: Record<string, unknown>): EvaluationRecord {
  return fromRow<EvaluationRecord>(row, { json: ['rule'] });
}
