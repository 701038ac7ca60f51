import type { Recording } from '@countersign/model';
import type { PolicySet } from '@countersign/policy';
import type { Columns } from '../columns/Columns';
import { ArenaFullError } from '../kernels/Arena';
import { columnsOfInSlices } from '../columns/columnsOf';
import { createKernels, type KernelsOptions } from '../kernels/createKernels';
import type { Kernels } from '../kernels/Kernels';
import { BitmapStore, MAX_BITMAPS } from '../lower/BitmapStore';
import { CodedParts } from '../lower/CodedParts';
import type { Bench } from '../lower/Conditions';
import { decideRows } from '../lower/decideRows';
import { UnlowerableError } from '../lower/UnlowerableError';
import { AnswerTable } from './AnswerTable';
import { countRows, RowKinds } from './countRows';
import { createPacer, type Pacer } from './Pacer';
import type { ReplayEngine, ReplayRequest } from './ReplayEngine';
import type { ReplayResult, ScalarRows } from './ReplayResult';
import { RowsView } from './RowsView';
import { ScalarReplayEngine } from './ScalarReplayEngine';

/** How an engine is set up. */
export interface ColumnReplayOptions {
  /** Takes these kernels and no others; by default the fastest that run here. */
  readonly kernels?: NonNullable<KernelsOptions['only']>;
}

/** Before it zones had offsets that are no whole quarters of an hour. */
const FIRST_INSTANT = Date.UTC(1973, 0, 1);

/**
 * Replays columns. It never evaluates a policy itself: it asks the scalar evaluator once about each
 * distinct value that a condition reads, combines the answers as bitmaps, and asks `decide` once about
 * each distinct combination that comes out; see ADR 11.
 *
 * It keeps what it found about conditions, as long as the columns live: an edit costs what it touched.
 * Replays of one engine run one after the other.
 */
export class ColumnReplayEngine implements ReplayEngine {
  private readonly workspaces = new WeakMap<Columns, Promise<Workspace>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ColumnReplayOptions = {}) {}

  replay(request: ReplayRequest): Promise<ReplayResult> {
    const running = this.last.then(() => this.run(request));
    this.last = running.catch(() => {});
    return running;
  }

  private async run(request: ReplayRequest): Promise<ReplayResult> {
    const { set, signal, onProgress } = request;
    const pacer = createPacer(signal);
    const columns = set.isColumnar
      ? set.columns
      : await columnsOfInSlices(set.recordings, pacer, onProgress);
    const { values } = columns.instants('at');
    if (columns.rows === 0 || !(values[1]! >= FIRST_INSTANT) || Number.isNaN(values.at(-1))) {
      return new ScalarReplayEngine().replay(request);
    }
    onProgress?.(0, columns.rows);
    const workspace = await this.workspaceFor(columns);
    try {
      const result = await workspace.replay(request, pacer);
      onProgress?.(columns.rows, columns.rows);
      return result;
    } catch (error) {
      if (error instanceof UnlowerableError || error instanceof ArenaFullError) {
        return await plainly(request);
      }
      throw error;
    }
  }

  private workspaceFor(columns: Columns): Promise<Workspace> {
    let workspace = this.workspaces.get(columns);
    if (!workspace) {
      workspace = this.createWorkspace(columns);
      this.workspaces.set(columns, workspace);
    }
    return workspace;
  }

  private async createWorkspace(columns: Columns): Promise<Workspace> {
    const bytes = arenaBytes(columns);
    const { kernels: only } = this.options;
    return new Workspace(columns, await createKernels({ bytes, ...(only && { only }) }));
  }
}

/** Everything that belongs to one set. */
class Workspace {
  private readonly bench: Bench;
  private readonly kinds: RowKinds;

  constructor(columns: Columns, kernels: Kernels) {
    this.bench = {
      columns,
      kernels,
      store: new BitmapStore(kernels, columns.rows),
      parts: new CodedParts(kernels, columns),
    };
    this.kinds = new RowKinds(columns, kernels);
  }

  async replay({ set, base, head }: ReplayRequest, pacer: Pacer): Promise<ReplayResult> {
    const { kernels, columns } = this.bench;
    const answers = new AnswerTable();
    const scalar: ScalarRows[] = [];
    const given: Uint16Array<ArrayBuffer>[] = [];
    const decided = async (policies: PolicySet) => {
      const rows = await this.decide(policies, answers, pacer);
      given.push(rows.codes);
      scalar.push(...rows.scalar);
      return rows.codes;
    };
    try {
      const after = await decided(head);
      const before = base ? await decided(base) : this.recorded(answers, given);
      const { totals, byRule } = countRows({
        ...{ kernels, columns, kinds: this.kinds, answers, before, after },
        reviewMinutes: set.reviewMinutesMedian,
      });
      return {
        set: set.name,
        total: columns.rows,
        rows: new RowsView(answers, Uint16Array.from(before), Uint16Array.from(after)),
        totals,
        byRule,
        ...(set.reviewMinutesMedian !== undefined && {
          reviewMinutesMedian: set.reviewMinutesMedian,
        }),
        ...(scalar.length > 0 && { scalar }),
      };
    } finally {
      given.forEach(codes => kernels.arena.free(codes));
    }
  }

  private async decide(policies: PolicySet, answers: AnswerTable, pacer: Pacer) {
    try {
      return await decideRows(this.bench, policies, answers, pacer);
    } finally {
      this.bench.store.endRun();
    }
  }

  /** What was decided at the time; {@link NO_ANSWER} where nothing is on record. */
  private recorded(answers: AnswerTable, given: Uint16Array<ArrayBuffer>[]): Uint16Array {
    const { kernels, columns } = this.bench;
    const column = columns.part('decided');
    const codes = this.bench.parts.required('decided');
    const values = column.kind === 'dictionary' ? column.values : [];
    const table = kernels.arena.u16(codes.count);
    values.forEach((value, code) => {
      table[code] =
        value === undefined
          ? RowsView.NO_ANSWER
          : answers.addRecorded(value as unknown as NonNullable<Recording['decided']>);
    });
    const out = kernels.arena.u16(columns.rows);
    given.push(out);
    kernels.translate(codes.codes, columns.rows, table, out);
    kernels.arena.free(table);
    return out;
  }
}

/** The plain engine's result, which says that every row was decided by itself. */
async function plainly(request: ReplayRequest): Promise<ReplayResult> {
  const result = await new ScalarReplayEngine().replay(request);
  return { ...result, scalar: [{ policy: '', rule: '', rows: result.total }] };
}

/** Memory for the codes that policies may read, for the bitmaps of some 300 conditions, and to work in. */
function arenaBytes({ rows, parts }: Columns): number {
  let codes = 0;
  for (const column of parts.values()) {
    codes += column.kind === 'texts' ? rows : column.codes.byteLength;
  }
  const bitmaps = 1.5 * MAX_BITMAPS * (rows / 8 + 64);
  const working = 12 * 2 * rows;
  return Math.ceil(codes + bitmaps + working + TABLES);
}

/** Tables of codes and signatures. */
const TABLES = 8 * 2 ** 20;
