import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ExitCode } from './ExitCode';
import { builtCli, type Cli } from './__testUtils__/runCli';

jest.setTimeout(180_000);

const MB = 1024 * 1024;
/** Rows of some 16 KB each: 500 MB, four times the heap that the import gets. */
const ROWS = 32_000;

const mapping = `apiVersion: countersign.dev/v1
kind: RecordingMapping
metadata: { name: large, owner: group:default/platform }
spec:
  tables:
    rows: { file: rows.jsonl.gz, format: jsonl, columns: [id, at, note] }
  recordings:
    from: rows
    at: timestamp(row.at)
    id: row.id
    subject: { id: "'agent'" }
    action: { name: "'service.restart'", properties: { length: size(row.note) } }
    resource: { type: "'component'", id: "'checkout'" }
`;

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = builtCli();
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-memory-'));
});
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('imports a file much larger than its memory', async () => {
  const note = 'all is well. '.repeat(1250);
  function* rows() {
    for (let i = 0; i < ROWS; i++) {
      // Some rows are bad, so that setting them aside is measured too.
      const at = i % 100 === 0 ? 'no time' : new Date(1_700_000_000_000 + i * 1000).toISOString();
      yield Buffer.from(`${JSON.stringify({ id: `r-${i}`, at, note })}\n`);
    }
  }
  const file = join(folder, 'rows.jsonl.gz');
  await pipeline(Readable.from(rows()), createGzip({ level: 1 }), createWriteStream(file));
  writeFileSync(join(folder, 'large.mapping.yaml'), mapping);
  // The most memory that the process ever had, typed arrays and all, in kilobytes.
  const peak = join(folder, 'peak');
  writeFileSync(
    join(folder, 'peak.cjs'),
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`,
  );

  const run = await cli.run(
    ['recordings', 'import', '--mapping', 'large.mapping.yaml', '--name', 'large', '--json'],
    {
      cwd: folder,
      env: { NODE_OPTIONS: `--max-old-space-size=128 --require=${join(folder, 'peak.cjs')}` },
    },
  );
  expect(run).toMatchObject({ code: ExitCode.ok, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({
    rows: ROWS,
    rejected: ROWS / 100,
    info: { count: ROWS - ROWS / 100 },
  });
  expect(Number(readFileSync(peak, 'utf8')) * 1024).toBeLessThan(400 * MB);
});
