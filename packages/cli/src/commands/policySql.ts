import { InvalidArgumentError, type Command } from 'commander';
import {
  DuckDbReplay,
  openParquet,
  SqlRefused,
  ZoneDisagreement,
  type SqlReplayRow,
} from '@countersign/recordings';
import { SQL_DIALECTS, sqlOf, type SqlDialectName, type SqlRefusal } from '@countersign/replay';
import type { ParsedPolicy, PolicySet } from '@countersign/policy';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';
import { loadDuckDb } from '../io/loadDuckDb';
import { loadPolicySet } from '../policies/loadPolicySet';

interface SqlOptions {
  head: string[];
  dialect: SqlDialectName;
  table?: string;
  recordings?: string;
  json?: boolean;
}

/** `countersign policy sql --head …` */
export function addPolicySql(parent: Command, terminal: Terminal): void {
  parent
    .command('sql')
    .description('write policies as SQL, or decide the recordings in Parquet files with it')
    .requiredOption('--head <path...>', 'policy files or folders that decide')
    .option(
      '--dialect <name>',
      `the database it is for: ${SQL_DIALECTS.join(' or ')}`,
      dialect,
      'duckdb',
    )
    .option('--table <name>', 'the table of recordings that the statement reads')
    .option('--recordings <files>', 'run it in DuckDB: a .parquet file, or a pattern in quotes')
    .option('--json', 'print JSON: statement and parameters, or one line for each recording')
    .action((options: SqlOptions) => runSql(options, terminal));
}

async function runSql(options: SqlOptions, terminal: Terminal): Promise<void> {
  const { set, parsed } = await loadPolicySet(options.head, 'head');
  if (options.recordings === undefined) {
    await printSql(set, parsed, options, terminal);
    return;
  }
  if (options.dialect !== 'duckdb') {
    throw new CliFault(
      ExitCode.usage,
      '--recordings runs in DuckDB. For PostgreSQL print the statement, and run it where the table is.',
    );
  }
  try {
    await decideParquet(set, options.recordings, options, terminal);
  } catch (error) {
    if (error instanceof SqlRefused) {
      throw refused(error.refused, parsed);
    }
    throw error instanceof ZoneDisagreement ? new CliFault(ExitCode.faults, error.message) : error;
  }
}

async function printSql(
  set: PolicySet,
  parsed: readonly ParsedPolicy[],
  { dialect: name, table, json }: SqlOptions,
  terminal: Terminal,
): Promise<void> {
  const statement = sqlOf(set, name, { ...(table !== undefined && { table }) });
  if ('refused' in statement) {
    throw refused(statement.refused, parsed);
  }
  if (json) {
    await terminal.out(JSON.stringify(statement, null, 2));
    return;
  }
  for (const [index, value] of statement.parameters.entries()) {
    await terminal.out(`-- $${index + 1} = ${JSON.stringify(value)}`);
  }
  if (statement.zones.length > 0) {
    await terminal.out(`-- It trusts the database's clocks of ${statement.zones.join(', ')}.`);
  }
  await terminal.out(`${statement.text};`);
}

function refused(refusals: readonly SqlRefusal[], parsed: readonly ParsedPolicy[]): CliFault {
  const lines = refusals.map(({ policy, name, span, because }) => {
    const source = parsed.find(candidate => candidate.policy?.name === policy);
    const piece = source?.text.slice(span.start, span.end);
    return `${policy}/${name}: ${because}${piece ? `: ${piece}` : ''}`;
  });
  return new CliFault(
    ExitCode.faults,
    `${lines.join('\n')}\nSQL does not say these policies exactly, so nothing was written. ` +
      'Replay them with "countersign policy replay", which reads every condition.',
  );
}

async function decideParquet(
  set: PolicySet,
  files: string,
  { json }: SqlOptions,
  terminal: Terminal,
): Promise<void> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await openParquet(connection, files);
    const counts = new Map<string, number>();
    for await (const rows of new DuckDbReplay(connection).decide(set)) {
      for (const row of rows) {
        if (json) {
          await terminal.out(JSON.stringify(row));
        }
        const key = keyOf(row);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    if (!json) {
      for (const [key, count] of [...counts].sort(([, a], [, b]) => b - a)) {
        await terminal.out(`${String(count).padStart(10)}  ${key}`);
      }
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function keyOf({ head: { decision, rule }, unknown }: SqlReplayRow): string {
  const by = rule ? `${rule.policy}/${rule.rule}` : 'no rule';
  return `${decision} by ${by}${unknown ? ', could not be judged' : ''}`;
}

function dialect(text: string): SqlDialectName {
  const found = SQL_DIALECTS.find(name => name === text);
  if (!found) {
    throw new InvalidArgumentError(`It must be ${SQL_DIALECTS.join(' or ')}.`);
  }
  return found;
}
