import { LEVELS } from '@countersign/model';
import { bandOf, deriveLevel, PolicyFacts, raised, type PolicySet } from '@countersign/policy';
import { RowInput } from '../columns/RowInput';
import type { Bitmap } from '../kernels/Kernels';
import type { Bench, Conditions, LevelBits } from './Conditions';
import { NO_ROW } from './PartCodes';

/** The level of each row, and the rows where a raise failed on the way. */
export interface DerivedLevels extends LevelBits {
  readonly fault: Bitmap | undefined;
}

const UNKNOWN = LEVELS.indexOf('unknown');

/**
 * The levels as the scalar evaluator derives them: the matrix's cell, asked once for each combination
 * of reversibility, band and missing evidence that there is, then the raises, one after the other.
 *
 * @returns `undefined` when there are too many combinations.
 */
export async function deriveLevels(
  bench: Bench,
  set: PolicySet,
  conditions: Conditions,
): Promise<DerivedLevels | undefined> {
  const { kernels, store } = bench;
  const { impact } = set;
  const key = levelKey(set);
  const kept = store.find(key);
  if (kept) {
    const bitmaps = kept.map(({ truth }) => truth);
    return { key, bitmaps: bitmaps.slice(0, LEVELS.length), fault: bitmaps[LEVELS.length] };
  }
  const bitmaps = cells(bench, set);
  if (!bitmaps) {
    return undefined;
  }
  const fault = store.filled(0);
  const mark = store.mark;
  for (const raise of impact.raises) {
    const known = store.filled(0);
    bitmaps.slice(0, UNKNOWN).forEach(bitmap => kernels.or(known, bitmap, known));
    const asked = { policy: raise.policy, rule: raise.name, expression: raise.when.expression };
    const { truth, error } = await conditions.of(asked, known);
    if (error) {
      const failed = store.take();
      kernels.and(error, known, failed);
      kernels.or(fault, failed, fault);
    }
    // From the highest level down, so that what was raised is not raised again.
    for (let level = UNKNOWN - 1; level >= 0; level--) {
      const to = LEVELS.indexOf(raised(LEVELS[level]!, raise));
      if (to !== level) {
        const moved = store.take();
        kernels.and(bitmaps[level]!, truth, moved);
        kernels.or(bitmaps[to]!, moved, bitmaps[to]!);
        kernels.andNot(bitmaps[level]!, moved, bitmaps[level]!);
      }
    }
    store.release(mark);
  }
  store.keep(
    key,
    [...bitmaps, fault].map(truth => ({ truth, error: undefined })),
  );
  return { key, bitmaps, fault };
}

/** All that levels depend on, beside the recordings: it also names them in other keys. */
function levelKey({ impact, policies }: PolicySet): string {
  const raises = impact.raises.map(({ name, to, by, policy, when }) => [
    name,
    to ?? by,
    when.expression?.source,
    policies.find(each => each.name === policy)?.document.spec.windows,
  ]);
  return `levels\n${JSON.stringify([impact.bands, impact.matrix, raises])}`;
}

/** The levels before any raise. */
function cells({ parts, kernels, store, columns }: Bench, set: PolicySet): Bitmap[] | undefined {
  const { bands } = set.impact;
  const band = `band ${JSON.stringify(bands)}`;
  const isKnown = parts.derived(
    'resource.known',
    'resource',
    resource => (resource as { known?: boolean } | undefined)?.known,
  );
  const bandCodes = parts.derived(band, 'factors.blastRadius.size', size =>
    bandOf(bands, size as number),
  );
  const codes =
    isKnown &&
    bandCodes &&
    parts.joined(['resource.known', 'factors.reversibility', 'factors.missing', band]);
  if (!codes) {
    return undefined;
  }
  const table = kernels.arena.u8(codes.count);
  const impact = { ...set.impact, raises: [] };
  for (let code = 0; code < codes.count; code++) {
    const row = codes.first[code]!;
    if (row === NO_ROW) {
      table[code] = 0;
      continue;
    }
    const input = new RowInput(columns, row);
    const facts = new PolicyFacts(input, bandOf(bands, input.factors.blastRadius.size));
    const { level } = deriveLevel(impact, { input, at: 0, facts, faults: [], lifted: [] });
    table[code] = 1 << LEVELS.indexOf(level);
  }
  const bitmaps = LEVELS.map(() => store.take());
  kernels.lookUpEach(codes.codes, columns.rows, table, bitmaps);
  kernels.arena.free(table);
  return bitmaps;
}
