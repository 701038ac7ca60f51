import { InvalidArgumentError, type Command } from 'commander';
import { loadRecordingSet, type LoadedSet } from '@countersign/recordings';
import {
  createRecordingSet,
  describeReplay,
  describeReplayAsMarkdown,
  replay,
  type RecordingSet,
} from '@countersign/replay';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';
import { policySetOf } from '../policies/policySetOf';

interface ReplayOptions {
  head: string[];
  base?: string[];
  recordings: string;
  since?: string;
  until?: string;
  root: string;
  json?: boolean;
  markdown?: boolean;
}

/** `countersign policy replay --head … --recordings …` */
export function addPolicyReplay(parent: Command, terminal: Terminal): void {
  parent
    .command('replay')
    .description('decide recorded actions anew, and count what would have been different')
    .requiredOption('--head <path...>', 'policy files or folders that decide')
    .option(
      '--base <path...>',
      'policies to compare with; without it, what was decided at the time',
    )
    .requiredOption('--recordings <set>', 'name of an imported set, or a .jsonl or .jsonl.gz file')
    .option('--since <instant>', 'only recordings from then on, such as 2024-07-01', instant)
    .option('--until <instant>', 'only recordings before then', instant)
    .option('--root <folder>', 'the folder that holds .countersign', '.')
    .option('--json', 'print the totals as JSON')
    .option('--markdown', 'print Markdown, as for a pull request')
    .action((options: ReplayOptions) => replayPolicies(options, terminal));
}

async function replayPolicies(options: ReplayOptions, terminal: Terminal): Promise<void> {
  const head = await policySetOf(options.head, 'head');
  const base = options.base && (await policySetOf(options.base, 'base'));
  const interruption = listenForInterruption();
  try {
    const { signal } = interruption;
    const loaded = await loadRecordingSet(options.recordings, options.root, {
      signal,
      onProgress: lines => terminal.progress(`Reading recordings: ${lines}`),
    });
    reportBadLines(loaded, terminal);
    const result = await replay({
      set: between(loaded.set, options),
      head,
      ...(base && { base }),
      signal,
      onProgress: (done, total) => terminal.progress(`Replaying: ${done} of ${total}`),
    });
    const { rows: _, ...summary } = result;
    if (options.json) {
      await terminal.out(JSON.stringify({ ...summary, badLines: loaded.faults.length }, null, 2));
    } else if (options.markdown) {
      await terminal.out(describeReplayAsMarkdown(result));
    } else {
      for (const line of describeReplay(result)) {
        await terminal.out(line);
      }
      for (const { policy, rule, decided } of result.byRule) {
        await terminal.out(`  ${String(decided).padStart(8)}  ${policy}/${rule}`);
      }
    }
  } finally {
    interruption.stop();
  }
}

function between(set: RecordingSet, { since, until }: ReplayOptions): RecordingSet {
  if (!since && !until) {
    return set;
  }
  const from = since ? Date.parse(since) : -Infinity;
  const to = until ? Date.parse(until) : Infinity;
  return createRecordingSet({
    name: set.name,
    recordings: [...set.recordings].filter(({ at }) => {
      const time = Date.parse(at);
      return time >= from && time < to;
    }),
  });
}

function reportBadLines({ faults }: LoadedSet, terminal: Terminal): void {
  for (const { line, message } of faults.slice(0, 5)) {
    terminal.note(`Line ${line} is left out. ${message}.`);
  }
  if (faults.length > 5) {
    terminal.note(`${faults.length - 5} more lines are left out.`);
  }
}

function instant(text: string): string {
  if (Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('It must be a date or an instant, such as 2024-07-01.');
  }
  return new Date(text).toISOString();
}
