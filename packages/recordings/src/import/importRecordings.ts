import { assess, createTopologyIndex, type TopologyIndex } from '@countersign/impact';
import type { Recording, Topology } from '@countersign/model';
import { createPacer, type Compression } from '@countersign/replay';
import type { RecordingSetInfo } from '../files/RecordingSetInfo';
import { createSetWriter, type SetWriter } from '../files/writeRecordingSet';
import { HistoryTracker } from '../history/HistoryTracker';
import type { Mapping, Table } from '../mapping/Mapping';
import { openTable } from '../tables/openTable';
import type { TableRow } from '../tables/TableRow';
import { buildTopology } from '../topology/buildTopology';
import { bindRow } from './bindRow';
import { holds, instantOf, MemberFault } from './evaluateMember';
import { mapRecording } from './mapRecording';
import { readJoins, type JoinedRows } from './readJoins';
import { RowFault } from './RowFault';

/** What is to be imported, and where to. */
export interface ImportRequest {
  mapping: Mapping;
  /** Where the mapping's file names start. */
  dataFolder: string;
  /** What impact is assessed against, in the place of what the mapping says of a topology. */
  topology?: Topology;
  /** The folder that holds `.countersign`. */
  root: string;
  /** The set's name: letters, digits, dots, dashes. An existing set of that name is replaced. */
  name: string;
  /** The moment of the import, RFC 3339 in UTC. */
  at: string;
  /** Stop at the first bad row and write nothing; otherwise bad rows are set aside. */
  strict?: boolean;
  /** How the set is compressed. Default gzip. */
  compression?: Compression;
  signal?: AbortSignal;
  /** Rows so far, and how much of the file has been read, 0 to 1. */
  onProgress?: (progress: { rows: number; share: number }) => void;
}

/** What an import did. */
export interface ImportResult {
  info: RecordingSetInfo;
  /** Rows that were looked at. */
  rows: number;
  /** Rows that the mapping passes over. */
  skipped: number;
  /** Rows that became no recording. */
  rejected: number;
  /** Where the rejected rows lie, with reasons; absent when there are none. */
  rejectedFile?: string;
  /** The first few reasons. */
  firstFaults: string[];
  topology: { entities: number; edges: number };
}

/**
 * Imports recordings through a mapping: builds the topology, maps every row, assesses its impact
 * as an evaluation at that time would have, and writes the set. Until the end nothing of an
 * existing set is touched; a failed or aborted import leaves no trace.
 *
 * @throws TableFault when a file does not fit the mapping.
 * @throws RowFault for a bad row of the topology, and with `strict` for any bad row.
 * @throws the signal's reason once it is aborted.
 */
export async function importRecordings(request: ImportRequest): Promise<ImportResult> {
  const { mapping, dataFolder, name, at, root } = request;
  const topology =
    request.topology ?? (await buildTopology(mapping, dataFolder, at, request.signal));
  const index = createTopologyIndex(topology);
  const writer = await createSetWriter({
    root,
    name,
    ...(request.compression && { compression: request.compression }),
  });
  try {
    const counts = await importRows(request, index, writer);
    const { owner } = mapping.document.metadata;
    const info = await writer.commit({
      topologyDigest: index.digest,
      mappingDigest: mapping.digest,
      importedAt: at,
      source: `mapping ${mapping.name}`,
      visibleTo: mapping.document.spec.visibleTo ?? [owner],
    });
    return {
      info,
      ...counts,
      ...(counts.rejected > 0 && { rejectedFile: writer.rejectedFile }),
      topology: { entities: topology.entities.length, edges: topology.edges.length },
    };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function importRows(
  request: ImportRequest,
  index: TopologyIndex,
  writer: SetWriter,
): Promise<Pick<ImportResult, 'rows' | 'skipped' | 'rejected' | 'firstFaults'>> {
  const { mapping, dataFolder, signal, onProgress } = request;
  const { table } = mapping.recordings;
  const counts = { rows: 0, skipped: 0, rejected: 0, firstFaults: [] as string[] };
  const reject = async (from: Table, row: TableRow, reason: string) => {
    const message = `${from.file}, row ${row.number}: ${reason}`;
    if (request.strict) {
      throw new RowFault(message, row.number, from.file);
    }
    counts.rejected++;
    if (counts.firstFaults.length < 5) {
      counts.firstFaults.push(message);
    }
    await writer.reject({
      ...(from !== table && { table: from.name }),
      row: row.number,
      ...(row.line !== undefined && { line: row.line }),
      message: reason,
      ...originalOf(row),
    });
  };
  const joined = await readJoins(mapping, dataFolder, reject, signal);
  const mapper = createRowMapper(mapping, index, joined);
  const pacer = createPacer(signal);
  let share = 0;
  const rows = openTable(table, dataFolder, (done, total) => {
    share = total > 0 ? done / total : 1;
  });
  for await (const row of rows) {
    counts.rows++;
    if (pacer.due()) {
      onProgress?.({ rows: counts.rows, share });
      await pacer.pause();
    }
    try {
      const recording = mapper(row);
      if (recording) {
        await writer.write(recording);
      } else {
        counts.skipped++;
      }
    } catch (error) {
      if (!(error instanceof MemberFault)) {
        throw error;
      }
      await reject(table, row, error.message);
    }
  }
  onProgress?.({ rows: counts.rows, share: 1 });
  return counts;
}

/** The row as its file has it; base64 where it is no text. */
function originalOf({ raw }: TableRow): object {
  return typeof raw === 'object' ? { base64: Buffer.from(raw).toString('base64') } : { raw };
}

/** Maps rows in their order; `undefined` for one that the mapping passes over. */
function createRowMapper(
  mapping: Mapping,
  index: TopologyIndex,
  joined: JoinedRows,
): (row: TableRow) => Recording | undefined {
  const rule = mapping.recordings;
  const history = new HistoryTracker(rule);
  return row => {
    if ('fault' in row) {
      throw new MemberFault(row.fault);
    }
    const values = bindRow(rule, row.cells);
    const at = instantOf(rule.members.at, values);
    if (at === undefined) {
      throw new MemberFault('recordings.at: it is empty');
    }
    const milliseconds = Date.parse(at);
    if (!history.isEmpty) {
      if (!history.accepts(milliseconds)) {
        throw new MemberFault(
          `it is earlier (${at}) than the row before; a mapping with a history needs rows in the order of time`,
        );
      }
      values.history = history.before(values, milliseconds);
      // A row that is passed over may still be part of what later rows knew.
      history.remember(values, milliseconds);
    }
    if (!holds(rule.when, values)) {
      return undefined;
    }
    joined.bind(values);
    const mapped = mapRecording(rule, values, at);
    const { resource, factors } = assess(mapped.proposal, index, at, { maxHits: 0 });
    return { ...mapped, resource, factors };
  };
}
