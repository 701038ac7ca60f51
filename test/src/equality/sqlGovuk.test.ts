import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtCli, type Cli } from '@countersign/cli/src/__testUtils__/runCli';
import { loadPolicySet } from '@countersign/cli/src/policies/loadPolicySet';
import type { Recording } from '@countersign/model';
import { loadRecordingSet } from '@countersign/recordings';
import { sqlOf } from '@countersign/replay';
import { compareSql } from './compareSql';
import { startSqlEngines, type SqlEngine } from './sqlEngines';

/** One in so many is compared: all of them take five minutes. */
const STRIDE = 10;
// How long it takes is the machine's affair and no test's.
jest.setTimeout(1_200_000);

const root = resolve(__dirname, '../../..');
const examples = join(root, 'examples/govuk');
const data = resolve(root, '../shared/data/govuk');

const present = existsSync(data);
const name = present
  ? "GOV.UK's changes"
  : "GOV.UK's changes (skipped: ../shared/data/govuk is not here)";
(present ? describe : describe.skip)(name, () => {
  let folder: string;
  let cli: Cli;
  let engines: SqlEngine[];
  let recordings: Recording[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-equality-'));
    cli = builtCli();
    engines = await startSqlEngines(folder);
    const run = await cli.run([
      ...['recordings', 'import', '--mapping', join(examples, 'govuk.mapping.yaml')],
      ...['--data', data, '--name', 'govuk', '--root', folder, '--strict'],
    ]);
    if (run.code !== 0) {
      throw new Error(run.stderr);
    }
    const { set } = await loadRecordingSet('govuk', folder);
    recordings = [...set.recordings].filter((_, index) => index % STRIDE === 0);
    for (const engine of engines) {
      await engine.load('govuk', recordings);
    }
  });
  afterAll(async () => {
    await Promise.all(engines.map(engine => engine.stop()));
    cli.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['plain-rules', 'races'])('are answered under %s as by the evaluator', async policies => {
    const { set: head } = await loadPolicySet(
      [join(examples, 'policies/guardrail.policy.yaml'), join(examples, 'policies', policies)],
      'head',
    );
    for (const engine of engines) {
      expect(sqlOf(head, engine.name)).not.toHaveProperty('refused');
      expect(await compareSql(engine, 'govuk', head, recordings)).toEqual([]);
    }
  });
});
