import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { digestText, type Recording } from '@countersign/model';
import { inFolder } from '../testing/inFolder';
import { exportRecordingSet } from './exportRecordingSet';
import { loadRecordingSet } from './loadRecordingSet';
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

describe('recording sets on disk', () => {
  it('are what was written, with the digest of their bytes', () =>
    inFolder({}, async root => {
      const recordings = [recording, { ...recording, id: 'r-2' }];
      const info = await writeRecordingSet({ root, name: 'a' }, recordings, origin);
      const loaded = await loadRecordingSet('a', root);
      expect(loaded).toMatchObject({ info, faults: [], set: { name: 'a', recordings } });

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
      expect((await loadRecordingSet('a', root)).set.recordings).toEqual([]);
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
