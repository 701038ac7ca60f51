import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { digestText, type Recording } from '@countersign/model';
import { createRecordingSet, writeColumns } from '@countersign/replay';
import { inFolder } from '../testing/inFolder';
import { exportRecordingSet } from './exportRecordingSet';
import { loadRecordingSet } from './loadRecordingSet';
import type { RecordingSetInfo } from './RecordingSetInfo';
import { setPaths } from './setPaths';
import { writeRecordingSet } from './writeRecordingSet';

const recording: Recording = {
  id: 'r-1',
  at: '2026-05-04T10:00:00Z',
  proposal: {
    subject: { type: 'agent', id: 'a' },
    action: { name: 'service.restart' },
    resource: { type: 'component', id: 'component:default/x' },
    context: {},
  },
  resource: { ref: 'component:default/x', known: true, ownerAncestors: [], tags: [] },
  factors: {
    effects: {
      performance: 'none',
      security: 'none',
      dataAccess: 'none',
      serviceDisruption: 'none',
    },
    blastRadius: { size: 0, tier0: 0, tier1: 0, depth: 0, owners: [], hits: [] },
    rollbackPlan: 'none',
    confidence: 1,
    missing: [],
    sources: [],
  },
  reviews: [],
};
const origin = {
  importedAt: '2026-11-22T09:00:00.000Z',
  source: 'a test',
  visibleTo: ['group:default/platform'],
};

function cacheOf(recordings: Recording[], { digest, visibleTo }: RecordingSetInfo) {
  return Buffer.concat(
    writeColumns(createRecordingSet({ name: 'a', recordings }).columns, {
      source: digest,
      visibleTo,
    }),
  );
}

describe('recording sets on disk', () => {
  it('are what was written, with the digest of their bytes', () =>
    inFolder({}, async root => {
      const recordings = [recording, { ...recording, id: 'r-2' }];
      const info = await writeRecordingSet({ root, name: 'a' }, recordings, origin);
      const loaded = await loadRecordingSet('a', root);
      expect(loaded).toMatchObject({ info, faults: [], set: { name: 'a' } });
      expect([...loaded.set.recordings]).toEqual(recordings);

      const hash = createHash('sha256');
      for await (const bytes of exportRecordingSet('a', root)) {
        hash.update(bytes);
      }
      expect(`sha256:${hash.digest('hex')}`).toBe(info.digest);
      const text = gunzipSync(await readFile(setPaths(root, 'a').recordings())).toString();
      expect(digestText(text)).toBe(info.digest);
    }));

  it('replace an older one of their name', () =>
    inFolder({}, async root => {
      await writeRecordingSet({ root, name: 'a' }, [recording], origin);
      await writeRecordingSet({ root, name: 'a' }, [], origin);
      expect((await loadRecordingSet('a', root)).set.recordings).toHaveLength(0);
    }));

  it('are found by a path too, and then may have bad lines', () =>
    inFolder({ 'x.jsonl': `${JSON.stringify(recording)}\nno\n` }, async root => {
      const loaded = await loadRecordingSet(`${root}/x.jsonl`, root);
      expect(loaded).toMatchObject({ set: { name: 'x' }, faults: [{ line: 2 }] });
    }));

  it.each(['nothing', './nothing.jsonl', '../etc'])('are not there: %s', name =>
    inFolder({}, async root => {
      await writeRecordingSet({ root, name: 'a' }, [], origin);
      await expect(loadRecordingSet(name, root)).rejects.toThrow(
        /There are: a\.|There is no file|is no name/,
      );
    }),
  );

  it('are read from their cache while it fits them, and else make it anew', () =>
    inFolder({}, async root => {
      const info = await writeRecordingSet({ root, name: 'a' }, [recording], origin);
      const { cache, recordings } = setPaths(root, 'a');
      await loadRecordingSet('a', root);
      const written = await readFile(cache);
      expect((await stat(cache)).mode & 0o777).toBe(0o600);
      expect(await readdir(dirname(cache))).toEqual([
        'recordings.columns',
        'recordings.jsonl.gz',
        'set.json',
      ]);

      // Nothing else is read while it fits.
      const lines = await readFile(recordings());
      await writeFile(recordings(), 'no gzip and no JSON');
      const { set } = await loadRecordingSet('a', root);
      expect([...set.recordings]).toEqual([recording]);

      await writeFile(recordings(), lines);
      const anew = [
        written.subarray(0, 100),
        Buffer.from('something else'),
        cacheOf([{ ...recording, id: 'r-2' }], { ...info, digest: digestText('x') }),
        cacheOf([recording], { ...info, visibleTo: ['group:default/all'] }),
      ];
      for (const bytes of anew) {
        await writeFile(cache, bytes);
        const loaded = await loadRecordingSet('a', root);
        expect([...loaded.set.recordings]).toEqual([recording]);
        expect(await readFile(cache)).toEqual(written);
      }
    }));

  it('have no cache where none can be written', () =>
    inFolder({}, async root => {
      await writeRecordingSet({ root, name: 'a' }, [recording], origin);
      await mkdir(setPaths(root, 'a').cache);
      expect((await loadRecordingSet('a', root)).set.recordings).toHaveLength(1);
    }));

  it('say so when they are damaged', () =>
    inFolder({}, async root => {
      await writeRecordingSet({ root, name: 'a' }, [recording], origin);
      const { recordings, info } = setPaths(root, 'a');
      const bytes = await readFile(recordings());
      await writeFile(recordings(), bytes.subarray(0, bytes.length - 10));
      await expect(loadRecordingSet('a', root)).rejects.toMatchObject({ code: 'damaged' });
      await writeFile(info, '{}');
      await expect(loadRecordingSet('a', root)).rejects.toMatchObject({ code: 'damaged' });
    }));
});
