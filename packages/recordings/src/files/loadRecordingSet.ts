import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  createRecordingSet,
  readRecordingColumns,
  type ReadRecordingsOptions,
  type RecordingFault,
  type RecordingSet,
} from '@countersign/replay';
import { isCompressionError } from '../compression/isCompressionError';
import { NODE_DECODERS } from '../compression/nodeDecoders';
import { readCache, writeCache } from './columnsCache';
import { RecordingSetFault } from './RecordingSetFault';
import { recordingSetInfoSchema, type RecordingSetInfo } from './RecordingSetInfo';
import { setPaths, setsFolder } from './setPaths';

/** What a path to recordings ends in; anything else is the name of a set. */
const LINES_FILE = /\.jsonl(\.gz|\.zst)?$/;

/** A set from disk. */
export interface LoadedSet {
  set: RecordingSet;
  /** Absent for a bare file. */
  info?: RecordingSetInfo;
  /** Lines that are no recordings; only a bare file may have them. */
  faults: RecordingFault[];
}

/** Where recordings are: the file, and what is said of it when it belongs to a set. */
export interface LocatedSet {
  name: string;
  file: string;
  info?: RecordingSetInfo;
}

/**
 * Finds recordings by what a person would type: the name of a set under `.countersign/recordings`,
 * or a path to a `.jsonl`, `.jsonl.gz` or `.jsonl.zst` file.
 *
 * @throws RecordingSetFault when there is neither, naming the sets that there are.
 */
export async function locateRecordingSet(nameOrPath: string, root: string): Promise<LocatedSet> {
  if (LINES_FILE.test(nameOrPath)) {
    const file = await stat(nameOrPath).catch(() => undefined);
    if (!file?.isFile()) {
      throw new RecordingSetFault('no_such_set', `There is no file ${nameOrPath}.`);
    }
    return { name: basename(nameOrPath).replace(LINES_FILE, ''), file: nameOrPath };
  }
  const paths = setPaths(root, nameOrPath);
  const info = await readFile(paths.info, 'utf8').catch(() => undefined);
  if (info === undefined) {
    const known = await namesOfSets(root);
    throw new RecordingSetFault(
      'no_such_set',
      `There is no recording set "${nameOrPath}" under ${setsFolder(root)}. ` +
        (known.length > 0
          ? `There are: ${known.join(', ')}.`
          : 'There are none yet: import some with "countersign recordings import".'),
    );
  }
  const read = readInfo(info, paths.info);
  return { name: nameOrPath, file: paths.recordings(read.compression), info: read };
}

/**
 * Loads recordings into columns: out of the set's cache file where it fits the set, else out of the JSON
 * Lines, and then writes the cache for the next time. Bare files have no cache.
 *
 * @throws RecordingSetFault when there are none by that name, or the set is damaged.
 * @throws the signal's reason once it is aborted.
 */
export async function loadRecordingSet(
  nameOrPath: string,
  root: string,
  options: ReadRecordingsOptions = {},
): Promise<LoadedSet> {
  const located = await locateRecordingSet(nameOrPath, root);
  const { name, info } = located;
  const cached = info && (await readCache(setPaths(root, name).cache, info));
  if (cached) {
    options.signal?.throwIfAborted();
    return { set: createRecordingSet({ name, columns: cached }), info, faults: [] };
  }
  const { columns, faults } = await readRecordingColumns(
    createReadStream(located.file, { highWaterMark: 256 * 1024 }),
    { decoders: NODE_DECODERS, ...options },
  ).catch(error => {
    throw isCompressionError(error)
      ? new RecordingSetFault(
          'damaged',
          `${located.file} is damaged compressed data. Import it again.`,
        )
      : error;
  });
  if (info && info.count !== columns.rows) {
    throw new RecordingSetFault(
      'damaged',
      `The set "${name}" should hold ${info.count} recordings and holds ${columns.rows}. Import it again.`,
    );
  }
  if (info) {
    await writeCache(setPaths(root, name).cache, columns, info);
  }
  return { set: createRecordingSet({ name, columns }), ...(info && { info }), faults };
}

/**
 * What is said of the set of this name; `undefined` when there is none.
 *
 * @throws RecordingSetFault when the name can be none, or what is said of the set is damaged.
 */
export async function findRecordingSet(
  name: string,
  root: string,
): Promise<RecordingSetInfo | undefined> {
  const { info } = setPaths(root, name);
  const text = await readFile(info, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readInfo(text, info);
}

/** Names of the sets under a root, sorted. */
export async function namesOfSets(root: string): Promise<string[]> {
  const entries = await readdir(setsFolder(root), { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}

function readInfo(text: string, path: string): RecordingSetInfo {
  try {
    return recordingSetInfoSchema.parse(JSON.parse(text));
  } catch {
    throw new RecordingSetFault(
      'damaged',
      `${path} is not what an import writes. Import it again.`,
    );
  }
}
