import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { loadRecordingSet, type LoadedSet } from '@countersign/recordings';
import {
  checkBudgets,
  createRecordingSet,
  describeReport,
  groupByEach,
  recordedSpan,
  replay,
  replayHistory,
  reportAsHtml,
  reportAsJson,
  reportAsMarkdown,
  ReplayDecisions,
  summarizePeople,
  type GroupKey,
  type RecordingSet,
  type ReplayReport,
} from '@countersign/replay';
import { readCatalogSnapshot } from '../catalog/readCatalogSnapshot';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';
import { loadPolicySet } from '../policies/loadPolicySet';
import { explainRecording } from '../replay/explainRecording';
import { readGitHistory } from '../replay/history/readGitHistory';
import { readHistoryFolder } from '../replay/history/readHistoryFolder';
import { findRows, printRows, rowsAsJson } from '../replay/listRows';
import type { Replayed } from '../replay/Replayed';
import { addReplayOptions, type ReplayOptions } from '../replay/ReplayOptions';

/** Where output goes into a file or a pipe, columns have as much room as on a wide terminal. */
const WIDTH = 120;

/** `countersign policy replay --head … --recordings …` */
export function addPolicyReplay(parent: Command, terminal: Terminal): void {
  addReplayOptions(
    parent
      .command('replay')
      .description('decide recorded actions anew, and count what would have been different'),
  ).action((options: ReplayOptions) => replayPolicies(options, terminal));
}

async function replayPolicies(options: ReplayOptions, terminal: Terminal): Promise<void> {
  refuseTogether(options);
  const interruption = listenForInterruption();
  try {
    const replayed = await replayAll(options, interruption.signal, terminal);
    const { report } = replayed;
    if (options.html !== undefined) {
      await mkdir(dirname(options.html), { recursive: true });
      await writeFile(options.html, reportAsHtml(report));
      terminal.note(`The page is ${options.html}.`);
    }
    await print(replayed, options, terminal);
    const exceeded = report.budgets.filter(({ ok }) => !ok);
    if (exceeded.length > 0) {
      throw new CliFault(
        ExitCode.overBudget,
        ['The replay goes over its budget.', ...exceeded.map(({ message }) => message)].join('\n'),
      );
    }
  } finally {
    interruption.stop();
  }
}

async function print(
  replayed: Replayed,
  options: ReplayOptions,
  terminal: Terminal,
): Promise<void> {
  const { report } = replayed;
  const { show, json } = options;
  if (options.explain !== undefined) {
    const width = process.stdout.columns ?? WIDTH;
    await explainRecording(replayed, options.explain, { ...(json && { json }), width }, terminal);
    return;
  }
  const list = show && (await findRows(replayed, show, options.limit));
  if (json) {
    const shown = list && { shown: rowsAsJson(list) };
    await terminal.out(JSON.stringify({ ...reportAsJson(report), ...shown }, null, 2));
  } else if (options.markdown) {
    await terminal.out(reportAsMarkdown(report));
  } else if (list) {
    await printRows(list, show, terminal);
  } else {
    // What stands in the page beside it, nobody asked to have printed.
    const groupings = report.groupings.slice(0, options.groupBy?.length ?? 0);
    for (const line of describeReport({ ...report, groupings })) {
      await terminal.out(line);
    }
  }
}

async function replayAll(
  options: ReplayOptions,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Replayed> {
  const head = await loadPolicySet(options.head, 'head');
  const base = options.base && (await loadPolicySet(options.base, 'base'));
  const history =
    options.history === undefined
      ? undefined
      : options.history === 'git'
        ? await readGitHistory(options.head, signal)
        : await readHistoryFolder(options.history);
  const catalog =
    options.catalog === undefined ? undefined : await readCatalogSnapshot(options.catalog);
  const loaded = await loadRecordingSet(options.recordings, options.root, {
    signal,
    onProgress: lines => terminal.progress(`Reading recordings: ${lines}`),
  });
  reportBadLines(loaded, terminal);

  const set = between(loaded.set, options);
  const request = {
    set,
    head: head.set,
    signal,
    onProgress: (done: number, total: number) =>
      terminal.progress(`Replaying: ${done} of ${total}`),
  };
  const replayed = history
    ? await replayHistory({ ...request, history: history.history })
    : { result: await replay({ ...request, ...(base && { base: base.set }) }) };
  const { result } = replayed;
  const decisions = new ReplayDecisions({
    set,
    head: head.set,
    ...(base && { base: base.set }),
    ...(history && { base: ({ at }) => history.history.at(Date.parse(at))?.policies }),
  });
  const span = recordedSpan(set);
  const people = catalog && (await summarizePeople(result, set, catalog, signal));
  const report: ReplayReport = {
    result,
    comparedWith: comparedWith(options),
    ...(span && { span }),
    groupings: groupByEach(result, set, groupingsOf(options)),
    budgets: checkBudgets(result, set, options),
    ...(people && { people }),
    ...('spans' in replayed && { history: replayed.spans }),
    badLines: loaded.faults.length,
  };
  return {
    report,
    set,
    decisions,
    ...(catalog && { catalog }),
    parsed: [...head.parsed, ...(base?.parsed ?? []), ...(history?.parsed ?? [])],
  };
}

/** Nobody has to know that a page and a comment are best read by team and week. */
function groupingsOf({ groupBy = [], html, markdown }: ReplayOptions): GroupKey[][] {
  const wanted = [...groupBy];
  const add = (key: GroupKey) => {
    if (!wanted.some(by => by.length === 1 && by[0] === key)) {
      wanted.push([key]);
    }
  };
  if (html !== undefined || markdown) {
    add('team');
  }
  if (html !== undefined) {
    add('week');
    add('action');
    add('level');
  }
  return wanted;
}

function comparedWith({ base, history }: ReplayOptions): string {
  if (base) {
    return `the policies of ${base.join(' and ')}`;
  }
  return history === undefined
    ? 'what was decided at the time'
    : 'the policies in force at the time';
}

/** @throws CliFault when two options ask for what excludes each other. */
function refuseTogether(options: ReplayOptions): void {
  const pairs: readonly (readonly [keyof ReplayOptions, keyof ReplayOptions, string])[] = [
    ['base', 'history', 'are both something to compare with'],
    ['json', 'markdown', 'would both print to standard output'],
    ['show', 'markdown', 'would both print to standard output'],
    ['explain', 'markdown', 'would both print to standard output'],
    ['show', 'explain', 'would both print to standard output'],
  ];
  for (const [one, other, why] of pairs) {
    if (options[one] !== undefined && options[other] !== undefined) {
      throw new CliFault(ExitCode.usage, `--${one} and --${other} ${why}. Give one of them.`);
    }
  }
}

function between(set: RecordingSet, { since, until }: ReplayOptions): RecordingSet {
  if (!since && !until) {
    return set;
  }
  const from = since ? Date.parse(since) : -Infinity;
  const to = until ? Date.parse(until) : Infinity;
  const recordings = [...set.recordings].filter(({ at }) => {
    const time = Date.parse(at);
    return time >= from && time < to;
  });
  return createRecordingSet({ name: set.name, recordings });
}

function reportBadLines({ faults }: LoadedSet, terminal: Terminal): void {
  for (const { line, message } of faults.slice(0, 5)) {
    terminal.note(`Line ${line} is left out. ${message}.`);
  }
  if (faults.length > 5) {
    terminal.note(`${faults.length - 5} more lines are left out.`);
  }
}
