import { decide, type PolicySet } from '@countersign/policy';
import { RowInput } from '../columns/RowInput';
import type { AnswerTable } from '../engine/AnswerTable';
import type { Pacer } from '../engine/Pacer';
import type { ScalarRows } from '../engine/ReplayResult';
import type { Bitmap } from '../kernels/Kernels';
import { Conditions, type Bench } from './Conditions';
import { deriveLevels } from './deriveLevels';
import { NO_ROW } from './PartCodes';
import { signaturesOf } from './signaturesOf';
import { UnlowerableError } from './UnlowerableError';

/** What a policy set answers to all rows of a set. */
export interface DecidedRows {
  /** The number of each row's answer, in the kernels' memory; the caller gives it back. */
  readonly codes: Uint16Array<ArrayBuffer>;
  /** Rows that were asked about one by one. */
  readonly scalar: readonly ScalarRows[];
}

/** More distinct signatures than this are not worth telling apart. */
const MAX_SIGNATURES = 4_096;
const CODES = 0x1_0000;

/**
 * Decides all rows: those with the same signature alike, by asking the scalar evaluator about one.
 *
 * @throws UnlowerableError when that would hardly save anything.
 */
export async function decideRows(
  bench: Bench,
  set: PolicySet,
  answers: AnswerTable,
  pacer: Pacer,
): Promise<DecidedRows> {
  const { kernels, store, columns, parts } = bench;
  const policies = new Map(set.policies.map(policy => [policy.name, policy]));
  const early = new Conditions(bench, set, policies, pacer);
  const levels = await deriveLevels(bench, set, early);
  if (!levels) {
    throw new UnlowerableError(
      'The recordings have too many combinations of what levels come from.',
    );
  }
  const conditions = new Conditions(bench, set, policies, pacer, levels);
  const planes = [...(await signaturesOf(bench, set, conditions, levels))];
  const { unreadable } = parts;
  if (unreadable.length > 0) {
    const apart = store.filled(0);
    unreadable.forEach(row => (apart[row >>> 5]! |= 1 << (row & 31)));
    planes.push(apart);
  }
  const { codes, firstRows } = numberSignatures(bench, planes);
  const decideRow = (row: number) => answers.add(decide(set, new RowInput(columns, row)));
  const table = kernels.arena.u16(firstRows.length);
  for (let signature = 0; signature < firstRows.length; signature++) {
    if (pacer.due()) {
      await pacer.pause();
    }
    table[signature] = decideRow(firstRows[signature]!);
  }
  kernels.translate(codes, columns.rows, table, codes);
  kernels.arena.free(table);
  for (const row of unreadable) {
    if (pacer.due()) {
      await pacer.pause();
    }
    codes[row] = decideRow(row);
  }
  const scalar = [...early.asked.values(), ...conditions.asked.values()];
  if (unreadable.length > 0) {
    scalar.push({ policy: '', rule: '', rows: unreadable.length });
  }
  return { codes, scalar };
}

/**
 * Numbers the combinations of bits that rows have, from 0 on: 16 bits at a time, as many as the numbers
 * so far leave room for.
 */
function numberSignatures(
  { kernels, columns }: Bench,
  planes: readonly Bitmap[],
): { codes: Uint16Array<ArrayBuffer>; firstRows: Uint32Array } {
  const { rows } = columns;
  const { arena } = kernels;
  const codes = arena.u16(rows);
  const packed = arena.u16(rows);
  const first = arena.u32(CODES);
  const table = arena.u16(CODES);
  try {
    codes.fill(0);
    let firstRows = rows > 0 ? Uint32Array.of(0) : new Uint32Array(0);
    for (let from = 0; from < planes.length;) {
      const room = Math.floor(Math.log2(CODES / Math.max(1, firstRows.length)));
      const some = planes.slice(from, from + room);
      const width = 2 ** some.length;
      if (from === 0) {
        kernels.pack(some, rows, codes);
      } else {
        kernels.pack(some, rows, packed);
        kernels.pair(codes, packed, rows, width, codes);
      }
      first.fill(NO_ROW);
      kernels.firstRows(codes, rows, first);
      const found: number[] = [];
      first.forEach((row, code) => {
        if (row !== NO_ROW) {
          table[code] = found.length;
          found.push(row);
        }
      });
      if (found.length > MAX_SIGNATURES) {
        arena.free(codes);
        throw new UnlowerableError('The recordings are decided in too many different ways.');
      }
      kernels.translate(codes, rows, table, codes);
      firstRows = Uint32Array.from(found);
      from += some.length;
    }
    return { codes, firstRows };
  } finally {
    [packed, first, table].forEach(array => arena.free(array));
  }
}
