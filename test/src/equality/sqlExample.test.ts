import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRecordings, loadExamplePolicies } from '@countersign/example';
import { sqlOf } from '@countersign/replay';
import { compareSql } from './compareSql';
import { startSqlEngines, type SqlEngine } from './sqlEngines';

jest.setTimeout(600_000);

let folder: string;
let engines: SqlEngine[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-equality-'));
  engines = await startSqlEngines(folder);
});
afterAll(async () => {
  await Promise.all(engines.map(engine => engine.stop()));
  rmSync(folder, { recursive: true, force: true });
});

it("answers eight months of the example's actions as the evaluator does", async () => {
  const set = loadExamplePolicies();
  const recordings = generateRecordings({ seed: 'equality', count: 5_000 });
  for (const engine of engines) {
    expect(sqlOf(set, engine.name)).not.toHaveProperty('refused');
    expect(await engine.load('example', recordings)).toBe(0);
    expect(await compareSql(engine, 'example', set, recordings)).toEqual([]);
  }
});
