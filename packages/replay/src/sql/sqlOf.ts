import type { PolicySet } from '@countersign/policy';
import { writeAnswers } from './answersSql';
import { ConditionColumns } from './ConditionColumns';
import { duckdbDialect } from './duckdbDialect';
import { bandSql, cellSql, levelName, raisedSql } from './levelSql';
import { postgresqlDialect } from './postgresqlDialect';
import { RECORDINGS_TABLE } from './recordingColumns';
import { RowFacts } from './RowFacts';
import type { SqlDialect, SqlDialectName } from './SqlDialect';
import { SqlParameters, type SqlParameter } from './SqlParameters';
import { SQL_REFUSALS, type SqlRefusal } from './SqlRefusal';

/** A set of policies as one statement. */
export interface PolicySql {
  /** One SELECT with the columns `id`, `decision`, `level`, `policy`, `rule` and `unknown`. */
  readonly text: string;
  /** The values of `$1`, `$2` …, in this order. */
  readonly parameters: readonly SqlParameter[];
  /**
   * Time zones that the statement asks the database's own tables for. Its answers are the plain
   * evaluator's where those tables are ours; whoever runs it compares them over the recordings' time.
   */
  readonly zones: readonly string[];
}

/** Parts of policies that no SQL says exactly. */
export interface RefusedSql {
  readonly refused: readonly SqlRefusal[];
}

const DIALECTS: Readonly<Record<SqlDialectName, SqlDialect>> = {
  duckdb: duckdbDialect,
  postgresql: postgresqlDialect,
};

/** PostgreSQL selects at most 1,664 columns; the table's own are among them. */
const MAX_COLUMNS = 1_500;

/**
 * Writes a set of policies as one SELECT over a table of recordings (see `RECORDING_COLUMNS`) that
 * answers for every row what `decide` does: decision, level, rule, and whether it could be judged.
 * What a policy's text says is bound as parameters, never part of the statement.
 *
 * The statement goes in steps, each a subquery around the one before: what is read from the row; the
 * conditions of the raises; the level; all other conditions, as columns of truth in which NULL is an
 * error; the first match of each policy; standing approvals and failures; the strictest answer. A
 * condition is calculated for every row whether or not the evaluator would have asked it; a failure
 * counts only where it would have.
 *
 * Pure: nothing is run. What SQL cannot say exactly is refused, all of it at once.
 *
 * @param options.table - The table's name; quoted, so it may be any.
 */
export function sqlOf(
  set: PolicySet,
  dialectName: SqlDialectName,
  options: { table?: string } = {},
): PolicySql | RefusedSql {
  const dialect = DIALECTS[dialectName];
  const parameters = new SqlParameters();
  const facts = new RowFacts(dialect, parameters);
  const columnsOf = (prefix: string) => new ConditionColumns(prefix, dialect, parameters, facts);

  const raises = columnsOf('cs_r');
  const owner = set.guardrails.find(({ impact }) => impact === set.impact)!;
  const { level, fault } = raisedSql(set.impact.raises, owner, raises);
  const conditions = columnsOf('cs_c');
  const answers = writeAnswers(set, { dialect, parameters, facts, conditions });

  const refused = [...raises.refusals, ...conditions.refusals];
  const columns = raises.size + conditions.size + answers.columns;
  if (columns > MAX_COLUMNS) {
    refused.push({
      policy: owner.name,
      name: owner.name,
      span: owner.spans.name,
      code: 'size',
      because: SQL_REFUSALS.size,
    });
  }
  if (refused.length > 0) {
    return { refused };
  }

  const table = `"${(options.table ?? RECORDINGS_TABLE).replaceAll('"', '""')}"`;
  const band = bandSql(set.impact, parameters);
  const steps = [
    (from: string) => `SELECT r.*${facts.selection},\n    ${band} AS cs_band FROM ${from} AS r`,
    (from: string) =>
      `SELECT r.*${raises.selection},\n    ${cellSql(set.impact, dialect)} AS cs_cell FROM ${from} AS r`,
    (from: string) =>
      `SELECT r.*,\n    ${level} AS cs_rank,\n    (${fault}) AS cs_raise_fault FROM ${from} AS r`,
    (from: string) => `SELECT r.*,\n    ${levelName('cs_rank')} AS cs_level FROM ${from} AS r`,
    (from: string) =>
      `SELECT id, decision_at, cs_rank, cs_level, cs_raise_fault${conditions.selection} FROM ${from} AS r`,
    ...answers.steps,
  ];
  const text = steps.reduce(
    (from, step, index) =>
      index === steps.length - 1 ? step(from) : `(\n${step(from)}${dialect.fence}\n)`,
    table,
  );
  return { text, parameters: parameters.values, zones: facts.zones };
}
