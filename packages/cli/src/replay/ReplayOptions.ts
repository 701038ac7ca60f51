import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  GROUP_KEYS,
  SELECTION_NAMES,
  type GroupKey,
  type ReplayBudget,
  type RowFilter,
  type SelectionName,
} from '@countersign/replay';

/** What `countersign policy replay` was asked for. */
export interface ReplayOptions extends ReplayBudget {
  readonly head: string[];
  readonly base?: string[];
  readonly history?: string;
  readonly recordings: string;
  readonly since?: string;
  readonly until?: string;
  readonly root: string;
  readonly groupBy?: GroupKey[][];
  readonly catalog?: string;
  readonly show?: RowFilter[];
  readonly limit: number;
  readonly explain?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: string;
}

/** Adds the options, in the order in which one thinks of them: what, which, how it is shown, how much. */
export function addReplayOptions(command: Command): Command {
  return command
    .requiredOption('--head <path...>', 'policy files or folders that decide')
    .option(
      '--base <path...>',
      'policies to compare with; without it, what was decided at the time',
    )
    .option(
      '--history <where>',
      'compare with the policies in force at the time: a folder with history.yaml, or "git" for the history of the head\'s files',
    )
    .requiredOption(
      '--recordings <set>',
      'name of an imported set, or a .jsonl, .jsonl.gz or .jsonl.zst file',
    )
    .option('--since <instant>', 'only recordings from then on, such as 2024-07-01', instant)
    .option('--until <instant>', 'only recordings before then', instant)
    .option('--catalog <file>', 'say who would have been asked, by a snapshot of the catalog')
    .option('--root <folder>', 'the folder that holds .countersign', '.')
    .option(
      '--group-by <keys>',
      `the numbers by ${GROUP_KEYS.join(', ')}, or several joined by a comma; may be given again`,
      groupKeys,
    )
    .option(
      '--show <what>',
      'list the recordings behind a number, such as regret, or of a group, such as team=group:default/a; given again, those that are both',
      rowFilter,
    )
    .option('--limit <count>', 'how many recordings --show lists', count, 20)
    .option('--explain <id>', 'say how both sides decide one recording')
    .addOption(budget('--max-regret <count>', 'newly allowed recordings that went wrong'))
    .addOption(budget('--max-toil <hours>', 'hours of newly asked reviews a week'))
    .addOption(budget('--max-reviews <count>', 'newly asked reviews a week'))
    .addOption(budget('--max-unknown <percent>', 'recordings that cannot be judged, in percent'))
    .option('--json', 'print the report as JSON')
    .option('--markdown', 'print the report as Markdown, as for a pull request')
    .option('--html <file>', 'write the report as a page, too');
}

function budget(flags: string, what: string): Option {
  return new Option(flags, `exit with code 3 at more ${what}`).argParser(amount);
}

function instant(text: string): string {
  if (Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('It must be a date or an instant, such as 2024-07-01.');
  }
  return new Date(text).toISOString();
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError('It must be a number from 0 on.');
  }
  return value;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number from 1 on.');
  }
  return value;
}

function groupKeys(text: string, before: GroupKey[][] = []): GroupKey[][] {
  const keys = text.split(',').map(key => key.trim());
  const isKey = (key: string): key is GroupKey => GROUP_KEYS.some(known => known === key);
  if (!keys.every(isKey) || new Set(keys).size < keys.length) {
    throw new InvalidArgumentError(`It must be of ${GROUP_KEYS.join(', ')}, each once.`);
  }
  return [...before, keys];
}

function rowFilter(text: string, before: RowFilter[] = []): RowFilter[] {
  const at = text.indexOf('=');
  const key = GROUP_KEYS.find(known => at > 0 && known === text.slice(0, at));
  if (key) {
    return [...before, { key, value: text.slice(at + 1) }];
  }
  const number = SELECTION_NAMES.find(known => known === text);
  if (!number) {
    throw new InvalidArgumentError(
      `It must be one of ${SELECTION_NAMES.join(', ')}; or a group: ${GROUP_KEYS.join('=…, ')}=….`,
    );
  }
  return [...before, { number: number satisfies SelectionName }];
}
