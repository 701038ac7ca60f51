import { BANDS, LEVELS, REVERSIBILITIES, type Level } from '@countersign/model';
import type { CompiledImpact, CompiledRaise, Policy } from '@countersign/policy';
import type { ConditionColumns } from './ConditionColumns';
import type { SqlDialect } from './SqlDialect';
import type { SqlParameters } from './SqlParameters';

/** The place of `unknown` among the levels. */
export const UNKNOWN = LEVELS.indexOf('unknown');

/** The size class of the blast radius, as a text. */
export function bandSql({ bands }: CompiledImpact, parameters: SqlParameters): string {
  const [contained, local, wide, systemic] = BANDS.map(band => `'${band}'`);
  const upTo = (size: number) => `blast_size <= ${parameters.bind(size, 'float8')}`;
  return (
    `CASE WHEN ${upTo(bands.contained)} THEN ${contained} WHEN ${upTo(bands.local)} THEN ${local} ` +
    `WHEN ${upTo(bands.wide)} THEN ${wide} ELSE ${systemic} END`
  );
}

/** The cell of the matrix as a level's place; unknown where target, owner or type are not known. */
export function cellSql({ matrix }: CompiledImpact, dialect: SqlDialect): string {
  const rows = REVERSIBILITIES.map(reversibility => {
    const cells = BANDS.map(
      band => `WHEN '${band}' THEN ${LEVELS.indexOf(matrix[reversibility][band])}`,
    );
    return `WHEN '${reversibility}' THEN CASE cs_band ${cells.join(' ')} END`;
  });
  const missing = ['target', 'owner', 'action_type'].map(evidence =>
    dialect.listContains('missing', `'${evidence}'`),
  );
  return (
    `CASE WHEN NOT resource_known OR reversibility IS NULL OR ${missing.join(' OR ')} ` +
    `THEN ${UNKNOWN} ELSE CASE reversibility ${rows.join(' ')} END END`
  );
}

/** The level's place after all raises, and whether the condition of one that was asked failed. */
export function raisedSql(
  raises: readonly CompiledRaise[],
  policy: Policy,
  columns: ConditionColumns,
): { level: string; fault: string } {
  let level = 'cs_cell';
  const faults: string[] = [];
  let asked = `cs_cell < ${UNKNOWN}`;
  for (const raise of raises) {
    const condition = columns.of(raise, policy);
    // Five digits say where each level goes. The level before stands in it once: in a CASE, of which
    // DuckDB makes comparisons, the text would grow fivefold with every raise.
    const raised = LEVELS.map((_, rank) => raisedRank(rank, raise)).join('');
    const kept = LEVELS.map((_, rank) => rank).join('');
    const digits = `CASE WHEN ${condition} THEN '${raised}' ELSE '${kept}' END`;
    level = `CAST(substr(${digits}, ${level} + 1, 1) AS INTEGER)`;
    if (condition !== 'TRUE') {
      faults.push(`(${asked} AND ${condition} IS NULL)`);
    }
    if (raise.to === 'unknown') {
      asked += ` AND ${condition} IS NOT TRUE`;
    }
  }
  return { level, fault: faults.length > 0 ? faults.join(' OR ') : 'FALSE' };
}

function raisedRank(rank: number, { to, by }: CompiledRaise): number {
  if (to !== undefined) {
    return Math.max(rank, LEVELS.indexOf(to));
  }
  return Math.max(rank, Math.min(rank + by!, LEVELS.indexOf('critical' satisfies Level)));
}

/** A level's name from its place. */
export function levelName(rank: string): string {
  return `CASE ${rank} ${LEVELS.map((name, place) => `WHEN ${place} THEN '${name}'`).join(' ')} END`;
}
