import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEd25519Signer, openNote, parseCheckpoint, verifyInclusion } from '@countersign/tlog';
import type { Knex } from 'knex';
import { createDatabaseStore } from '../database/createDatabaseStore';
import { createMemoryStore } from '../memory/createMemoryStore';
import { connectSqlite } from '../testing/connectSqlite';
import { Path } from '../testing/Path';
import { TestClock } from '../testing/TestClock';
import { testLog } from '../testing/testLog';
import type { CountersignStore } from '../types';
import { FileCheckpointSink } from './FileCheckpointSink';
import { proveEntry } from './proveEntry';
import { Sequencer, type SequencerHealth } from './Sequencer';

let folder: string;
let knex: Knex;
let store: CountersignStore;
let path: Path;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-checkpoints-'));
  knex = connectSqlite();
  const clock = new TestClock();
  store = await createDatabaseStore({ knex, clock: clock.now });
  path = new Path(store, clock);
});
afterEach(async () => {
  await knex.destroy();
  rmSync(folder, { recursive: true });
});

const sequencer = (more: Partial<ConstructorParameters<typeof Sequencer>[0]> = {}) =>
  new Sequencer({ store, ...testLog, sinks: [new FileCheckpointSink(folder)], ...more });

const append = async (count: number) => {
  for (let at = 0; at < count; at++) {
    await path.evaluate();
  }
};

describe('a sequencer', () => {
  it('places, signs and exports; every entry can be proved', async () => {
    const sealing = sequencer({ batch: 2 });
    expect(await sealing.seal()).toBeUndefined();
    await append(5);
    const checkpoint = await sealing.seal();
    expect(checkpoint).toMatchObject({ size: 5 });
    const opened = parseCheckpoint(openNote(checkpoint!.note, testLog.verifiers).text)!;
    expect(opened).toMatchObject({ origin: testLog.origin, size: 5, root: checkpoint!.root });
    expect(readdirSync(folder)).toEqual(['0000000000000005.checkpoint']);
    for (let index = 0; index < 5; index++) {
      const { leaf, proof } = (await proveEntry(store, index))!;
      expect(verifyInclusion({ index, ...opened, leafHash: leaf.hash, proof })).toBe(true);
    }
    expect(await proveEntry(store, 5)).toBeUndefined();
    expect(sealing.status()).toEqual({ state: 'sealing' });
  });

  it('signs nothing anew when nothing is new', async () => {
    await append(1);
    const first = await sequencer().seal();
    expect(await sequencer().seal()).toEqual(first);
    await append(1);
    expect(await sequencer().seal()).toMatchObject({ size: 2 });
  });

  it('goes on where another one died between placing and signing', async () => {
    await append(3);
    await store.sequence(100);
    expect(await sequencer().seal()).toMatchObject({ size: 3 });
  });

  it('works in the background until it is stopped', async () => {
    await append(2);
    const told: SequencerHealth[] = [];
    const sealed = new Promise<void>(resolve => {
      const sealing = sequencer({
        interval: 1,
        onHealth: health => {
          told.push(health);
          void sealing.stop().then(resolve);
        },
      });
      sealing.start();
    });
    await sealed;
    expect(told).toEqual([{ state: 'sealing' }]);
    expect((await store.latestCheckpoint())?.size).toBe(2);
  });

  it('seals although an export fails, says so, and exports later', async () => {
    await append(1);
    const sink = new FileCheckpointSink(folder);
    const write = jest.spyOn(sink, 'write').mockRejectedValueOnce(new Error('disk full'));
    const sealing = sequencer({ sinks: [sink] });
    expect(await sealing.seal()).toMatchObject({ size: 1 });
    expect(sealing.status().exports).toEqual({ [sink.name]: 'disk full' });
    await sealing.seal();
    expect(sealing.status()).toEqual({ state: 'sealing' });
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('tries again after a database that was away', async () => {
    await append(1);
    const sealing = sequencer();
    const away = jest.spyOn(store, 'sequence').mockRejectedValueOnce(new Error('away'));
    await expect(sealing.seal()).rejects.toThrow('away');
    expect(sealing.status()).toEqual({ state: 'failing', because: 'away' });
    away.mockRestore();
    expect(await sealing.seal()).toMatchObject({ size: 1 });
  });

  it('signs only under its origin', () => {
    const signer = createEd25519Signer('other.example', new Uint8Array(32));
    expect(() => sequencer({ signer })).toThrow(TypeError);
  });
});

describe('a sequencer signs nothing', () => {
  const expectRefusal = async (because: RegExp, sealing = sequencer()) => {
    const before = await store.latestCheckpoint();
    await append(1);
    await expect(sealing.seal()).rejects.toMatchObject({ code: 'ledger_conflict' });
    expect(sealing.status()).toMatchObject({ state: 'refusing' });
    expect(sealing.status().because).toMatch(because);
    await expect(sealing.seal()).rejects.toMatchObject({ code: 'ledger_conflict' });
    expect(await store.latestCheckpoint()).toEqual(before);
  };
  beforeEach(async () => {
    await append(4);
    await sequencer().seal();
  });

  it('when the bytes of an entry were changed', async () => {
    await knex('ledger_entries')
      .where({ leaf_index: 2 })
      .update({ bytes: Buffer.from('{}') });
    await expectRefusal(/bytes of entry 2/);
  });

  it('when an entry and its hash were changed', async () => {
    const other = await knex('ledger_entries').where({ leaf_index: 1 }).first();
    await knex('ledger_entries')
      .where({ leaf_index: 2 })
      .update({ bytes: other.bytes, hash: other.hash });
    await expectRefusal(/was signed over other entries/);
  });

  it('when an entry was removed', async () => {
    await knex('ledger_entries').where({ leaf_index: 2 }).delete();
    await expectRefusal(/Entry 2 of 4 is missing/);
  });

  it('when the stored root was changed', async () => {
    await knex('ledger_head').update({ root: Buffer.alloc(32) });
    await expectRefusal(/stored root does not follow/);
  });

  it('when the database was put back from an older copy', async () => {
    const older = connectSqlite();
    const copy = await createDatabaseStore({ knex: older });
    const behind = new Path(copy, new TestClock());
    await behind.evaluate();
    const sealing = sequencer({ store: copy });
    await expect(sealing.seal()).rejects.toMatchObject({ code: 'ledger_conflict' });
    expect(sealing.status().because).toMatch(/older copy of the database was put back/);
    expect(await copy.latestCheckpoint()).toBeUndefined();
    await older.destroy();
  });

  it('when the database forgot its checkpoints and was filled with another history', async () => {
    const other = createMemoryStore();
    const forged = new Path(other, new TestClock(), 'forged-');
    for (let at = 0; at < 6; at++) {
      await forged.evaluate();
    }
    const sealing = sequencer({ store: other });
    // The first round finds an empty tree under an exported checkpoint; placing them by hand
    // first makes the other history as long as the exported one.
    await other.sequence(100);
    await expect(sealing.seal()).rejects.toMatchObject({ code: 'ledger_conflict' });
    expect(sealing.status().because).toMatch(/signed over other entries/);
  });

  it('over an exported checkpoint by somebody else', async () => {
    writeFileSync(join(folder, '0000000000000009.checkpoint'), 'text\n\n— x AAAAAAA=\n');
    await expectRefusal(/is not signed by a key of this ledger/);
  });
});
