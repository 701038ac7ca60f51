import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { loadRecordingSet } from '../files/loadRecordingSet';
import { setsFolder } from '../files/setPaths';
import { parseMapping } from '../mapping/parseMapping';
import { EXAMPLE_CATALOG, EXAMPLE_DEPLOYMENTS, exampleMapping } from '../testing/exampleMapping';
import { inFolder } from '../testing/inFolder';
import { importRecordings, type ImportRequest, type ImportResult } from './importRecordings';

const at = '2026-11-22T09:00:00.000Z';

function request(
  folder: string,
  options: Partial<ImportRequest> & { change?: (text: string) => string } = {},
): ImportRequest {
  const { change, ...given } = options;
  const { mapping, diagnostics } = parseMapping(exampleMapping(change), 'm.yaml');
  if (!mapping) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return { mapping, dataFolder: folder, root: folder, name: 'test', at, ...given };
}

const files = (deployments: string | Uint8Array = EXAMPLE_DEPLOYMENTS) => ({
  'deployments.csv': deployments,
  'catalog.yaml': EXAMPLE_CATALOG,
});

/** Rows appended to the three good ones. */
const withRows = (...rows: string[]) => `${EXAMPLE_DEPLOYMENTS}${rows.join('\n')}\n`;

async function rejectedOf({ rejectedFile }: ImportResult) {
  const lines = (await readFile(rejectedFile!, 'utf8')).trim().split('\n');
  return lines.map(
    line => JSON.parse(line) as { row: number; line: number; message: string; raw: string },
  );
}

describe('importRecordings', () => {
  it('maps rows, assesses their impact and writes the set', () =>
    inFolder(files(), async folder => {
      const result = await importRecordings(request(folder));
      expect(result).toMatchObject({
        rows: 3,
        skipped: 0,
        rejected: 0,
        topology: { entities: 2, edges: 1 },
        info: {
          name: 'test',
          count: 3,
          importedAt: at,
          source: 'mapping example',
          visibleTo: ['group:default/platform'],
        },
      });
      const { set } = await loadRecordingSet('test', folder);
      expect(set.recordings.at(0)).toMatchObject({
        id: 'd-1',
        at: '2026-03-01T09:00:00.000Z',
        proposal: {
          subject: { type: 'agent', id: 'deployer' },
          action: { name: 'deployment.deploy', properties: { version: 'v1' } },
        },
        resource: {
          ref: 'component:default/checkout',
          known: true,
          owner: 'group:default/payments',
          tier: 1,
        },
        factors: { reversibility: 'reversible', blastRadius: { size: 0 } },
        outcome: { status: 'succeeded', at: '2026-03-01T10:30:00.000Z' },
      });
      expect(set.recordings.at(1)).toMatchObject({
        resource: { ref: 'component:default/ledger' },
        factors: { blastRadius: { size: 1, tier1: 1, owners: ['group:default/payments'] } },
        outcome: { status: 'rolled_back' },
      });
      expect(set.recordings.at(2)).not.toHaveProperty('outcome');
    }));

  it('knows of each row only what the rows before it say', () =>
    inFolder(
      files(
        withRows(
          'd-4,2026-03-02T10:31:00Z,D,checkout,v3,ok',
          'd-5,2026-03-09T10:31:00Z,D,checkout,v4,ok',
        ),
      ),
      async folder => {
        await importRecordings(request(folder));
        const { set } = await loadRecordingSet('test', folder);
        expect(Array.from(set.recordings, ({ proposal }) => proposal.action.properties)).toEqual([
          { version: 'v1', sameServiceToday: 0, servicesToday: 0 },
          { version: 'v7', sameServiceToday: 0, servicesToday: 1 },
          { version: 'v2, final', before: 'v1', sameServiceToday: 0, servicesToday: 1 },
          { version: 'v3', before: 'v2, final', sameServiceToday: 1, servicesToday: 2 },
          { version: 'v4', before: 'v3', sameServiceToday: 0, servicesToday: 0 },
        ]);
      },
    ));

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('gives the same bytes for the same input, with %s or without', (_, compress) =>
    inFolder(files(compress(EXAMPLE_DEPLOYMENTS)), folder =>
      inFolder(files(), async other => {
        const first = await importRecordings(request(folder));
        const second = await importRecordings(request(other));
        expect(second.info).toEqual(first.info);
      }),
    ),
  );

  it('writes a set with Zstandard when asked to, and reads it again', () =>
    inFolder(files(), async folder => {
      const plain = await importRecordings(request(folder));
      const { info } = await importRecordings(request(folder, { compression: 'zstd' }));
      expect(info).toEqual({ ...plain.info, compression: 'zstd' });
      expect(await readdir(join(setsFolder(folder), 'test'))).toEqual([
        'recordings.jsonl.zst',
        'set.json',
      ]);
      expect((await loadRecordingSet('test', folder)).set.recordings).toHaveLength(3);
    }));

  it('sets bad rows aside, with row and reason', () =>
    inFolder(
      files(
        withRows(
          'd-4,yesterday,D,checkout,v3,ok',
          'd-5,2026-03-03T10:00:00Z,D,checkout',
          ',2026-03-03T11:00:00Z,D,checkout,v3,ok',
          'd-7,2026-03-01T11:00:00Z,D,checkout,v3,ok',
          'd-8,2026-03-04T11:00:00Z,D,checkout,v3,ok',
        ),
      ),
      async folder => {
        const result = await importRecordings(request(folder));
        expect(result).toMatchObject({ rows: 8, rejected: 4, info: { count: 4 } });
        const rejected = await rejectedOf(result);
        expect(rejected.map(({ row }) => row)).toEqual([5, 6, 7, 8]);
        expect(rejected[0]).toMatchObject({ line: 5, raw: 'd-4,yesterday,D,checkout,v3,ok' });
        expect(rejected.map(({ message }) => message)).toEqual([
          expect.stringContaining('recordings.at'),
          'It has 4 cells where the heading has 6',
          expect.stringMatching(/^id: /),
          expect.stringContaining('earlier'),
        ]);
      },
    ));

  it('with strict stops at the first bad row and leaves what was there', () =>
    inFolder(files(), async folder => {
      await importRecordings(request(folder));
      const bad = request(folder, {
        strict: true,
        change: text => text.replace('id: row.id', "id: \"row.id == 'd-2' ? '' : row.id\""),
      });
      await expect(importRecordings(bad)).rejects.toMatchObject({
        name: 'RowFault',
        row: 3,
        message: expect.stringContaining('deployments.csv, row 3: id'),
      });
      expect((await loadRecordingSet('test', folder)).set.recordings).toHaveLength(3);
      expect(await readdir(setsFolder(folder))).toEqual(['test']);
    }));

  it('passes rows over that the mapping does not want, and still remembers them', () =>
    inFolder(files(), async folder => {
      const change = (text: string) =>
        text.replace('from: deployments\n', "from: deployments\n    when: row.id != 'd-1'\n");
      const result = await importRecordings(request(folder, { change }));
      expect(result).toMatchObject({ skipped: 1, info: { count: 2 } });
      const { set } = await loadRecordingSet('test', folder);
      expect(set.recordings.at(1)!.proposal.action.properties).toMatchObject({ before: 'v1' });
    }));

  it.each<[string, Record<string, string>, object]>([
    [
      'a heading without a column',
      { 'deployments.csv': 'id,at,who,service,version\n' },
      { code: 'missing_column', row: 1, column: 'result' },
    ],
    ['an empty file', { 'deployments.csv': '' }, { code: 'malformed', row: 1 }],
    [
      'a quote that never ends',
      { 'deployments.csv': `${EXAMPLE_DEPLOYMENTS}d-4,"2026` },
      { code: 'malformed', row: 5 },
    ],
    [
      'a catalog item without a column',
      { 'catalog.yaml': 'metadata: { name: a }\nspec: {}\n' },
      { code: 'missing_column', row: 1, column: 'spec.owner' },
    ],
    ['a catalog that is no YAML', { 'catalog.yaml': 'a: [' }, { code: 'malformed' }],
  ])('refuses %s and writes nothing', (_, change, fault) =>
    inFolder({ ...files(), ...change }, async folder => {
      await expect(importRecordings(request(folder))).rejects.toMatchObject({
        name: 'TableFault',
        ...fault,
      });
      expect(await readdir(setsFolder(folder)).catch(() => [])).toEqual([]);
    }),
  );

  it('refuses a missing file, naming it', () =>
    inFolder({ 'catalog.yaml': EXAMPLE_CATALOG }, async folder => {
      await expect(importRecordings(request(folder))).rejects.toMatchObject({
        code: 'missing_file',
        file: 'deployments.csv',
      });
    }));

  it.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ] as const)('refuses %s data that end early', (_, compress) =>
    inFolder(files(compress(EXAMPLE_DEPLOYMENTS.repeat(99)).subarray(0, -10)), async folder => {
      await expect(importRecordings(request(folder))).rejects.toMatchObject({ code: 'malformed' });
    }),
  );

  it('keeps the bytes of a bad row as they were', () =>
    inFolder(
      {
        ...files(
          withRows('d-4,yesterday,"D\nE",checkout,v3,ok').replace('Deployer,led', 'D\ufffd,led'),
        ),
        'deployments.jsonl': Buffer.from([0x7b, 0xff, 0x7d, 0x0a, 0x7b, 0x20, 0x0a]),
      },
      async folder => {
        const csv = await importRecordings(request(folder));
        expect(await rejectedOf(csv)).toEqual([
          {
            ...{ row: 3, line: 3, message: expect.stringContaining('UTF-8') },
            raw: expect.stringMatching(/^d-2,.*,rolled back$/),
          },
          {
            ...{ row: 5, line: 6, message: expect.stringContaining('recordings.at') },
            raw: 'd-4,yesterday,"D\nE",checkout,v3,ok',
          },
        ]);
        const change = (text: string) =>
          text.replace(
            'file: deployments.csv\n      format: csv',
            'file: deployments.jsonl\n      format: jsonl',
          );
        const lines = await importRecordings(request(folder, { change }));
        expect(await rejectedOf(lines)).toEqual([
          { row: 1, line: 1, message: 'The line is not UTF-8', base64: 'e/99' },
          { row: 2, line: 2, message: 'The line is not JSON', raw: '{ ' },
        ]);
      },
    ));

  it('stops when it is aborted, and leaves no trace', () =>
    inFolder(
      files(
        withRows(
          ...Array.from(
            { length: 20_000 },
            (_, i) => `x-${i},2026-04-01T00:00:00Z,D,checkout,v,ok`,
          ),
        ),
      ),
      async folder => {
        const abort = new AbortController();
        const running = importRecordings(
          request(folder, {
            signal: abort.signal,
            onProgress: () => abort.abort(new Error('enough')),
          }),
        );
        await expect(running).rejects.toThrow('enough');
        expect(await readdir(setsFolder(folder))).toEqual([]);
      },
    ));

  it('refuses a name that is a path', () =>
    inFolder(files(), async folder => {
      await expect(importRecordings(request(folder, { name: '../x' }))).rejects.toMatchObject({
        code: 'invalid_name',
      });
      expect(await readdir(join(folder))).not.toContain('x');
    }));

  it('reads JSON Lines as it reads CSV', () =>
    inFolder(
      {
        'catalog.yaml': EXAMPLE_CATALOG,
        'deployments.jsonl': [
          '{"id":"d-1","at":"2026-03-01T09:00:00Z","who":"D","service":"checkout","version":1,"result":null}',
          '',
          '{"id":',
          '{"id":"d-2","at":"2026-03-01T09:00:00Z","who":"D","service":"checkout","version":{},"result":""}',
        ].join('\n'),
      },
      async folder => {
        const change = (text: string) =>
          text.replace(
            'file: deployments.csv\n      format: csv',
            'file: deployments.jsonl\n      format: jsonl',
          );
        const result = await importRecordings(request(folder, { change }));
        expect(result).toMatchObject({ rows: 3, rejected: 2, info: { count: 1 } });
        expect(result.firstFaults).toEqual([
          'deployments.jsonl, row 3: The line is not JSON',
          'deployments.jsonl, row 4: "version" is a list or an object, not a text',
        ]);
      },
    ));
});
