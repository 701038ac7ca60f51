import type { Decision, Recording } from '@countersign/model';
import { describeApprovers, describeMinutes } from '@countersign/policy';
import {
  PeopleResolver,
  SELECTIONS,
  selectRows,
  type AskedPeople,
  type ReplayRow,
  type RowFilter,
  plainText,
} from '@countersign/replay';
import type { Terminal } from '../io/Terminal';
import { describeAnswer, describeOutcome, describeRecording } from './describeRecording';
import type { Replayed } from './Replayed';

/** A row with what is said of it alone. */
interface ListedRow {
  readonly row: ReplayRow;
  readonly recording: Recording;
  readonly head: Decision;
  /** Absent where nobody is asked, or no snapshot of the catalog says who it would be. */
  readonly people?: AskedPeople;
}

/** The recordings behind a number: how many, and the first of them. */
export interface RowList {
  readonly total: number;
  readonly rows: readonly ListedRow[];
}

/** Finds the rows that meet all filters; decides the first few again, to say more of them. */
export async function findRows(
  { report, set, decisions, catalog }: Replayed,
  filters: readonly RowFilter[],
  limit: number,
): Promise<RowList> {
  const resolver = catalog && new PeopleResolver(catalog);
  const rows: ListedRow[] = [];
  let total = 0;
  for (const row of selectRows(report.result, set, filters)) {
    total++;
    if (rows.length < limit) {
      const head = decisions.head(row);
      const recording = decisions.recording(row);
      const people = head.requirement && (await resolver?.resolve(head.requirement, recording));
      rows.push({ row, recording, head, ...(people && { people }) });
    }
  }
  return { total, rows };
}

/** Prints a list for people. */
export async function printRows(
  { total, rows }: RowList,
  filters: readonly RowFilter[],
  terminal: Terminal,
): Promise<void> {
  const what = filters.map(filter =>
    'key' in filter
      ? plainText(`${filter.key} is ${filter.value}`)
      : `${filter.number} (${SELECTIONS[filter.number].meaning.toLowerCase()})`,
  );
  await terminal.out(`${total} ${total === 1 ? 'recording' : 'recordings'}: ${what.join('; ')}`);
  for (const listed of rows) {
    for (const line of linesOf(listed)) {
      await terminal.out(line);
    }
  }
  if (rows.length < total) {
    await terminal.out('');
    await terminal.out(`… and ${total - rows.length} more: --limit ${total} lists all.`);
  }
  if (rows[0]) {
    await terminal.out('');
    await terminal.out(`How one was decided: --explain '${plainText(rows[0].recording.id)}'`);
  }
}

function linesOf({ row, recording, head, people }: ListedRow): string[] {
  const was = row.base ? `was ${describeAnswer(row.base)}, ` : '';
  const lines = [
    `${was}now ${describeAnswer(row.head)}; ${describeOutcome(recording)}`,
    ...(head.holds ?? []).map(
      ({ policy, hold, until }) => `held by ${policy}/${hold} until ${until}`,
    ),
    ...requirementLines(head, people),
  ];
  return [
    '',
    describeRecording(recording),
    `  ${plainText(recording.id)}`,
    ...lines.map(line => `  ${plainText(line)}`),
  ];
}

function requirementLines({ requirement }: Decision, people: AskedPeople | undefined): string[] {
  if (!requirement) {
    return [];
  }
  const { approvers, deadlineMinutes, escalation = [] } = requirement;
  return [
    `asks ${describeApprovers(approvers)} within ${describeMinutes(deadlineMinutes)}`,
    ...escalation.map(
      step => `after ${describeMinutes(step.afterMinutes)} ${describeApprovers(step.to)} instead`,
    ),
    ...(people ? [describePeople(people)] : []),
  ];
}

function describePeople({ fulfillment, eligible, because }: AskedPeople): string {
  switch (fulfillment) {
    case 'fulfillable':
      return `could have been: ${eligible.join(', ')}`;
    case 'unfulfillable':
      return `nobody could have approved: ${because.join(' ')}`;
    case 'unknown':
      return 'who it would have been, the catalog cannot tell';
  }
}

/** A list for programs. */
export function rowsAsJson({ total, rows }: RowList) {
  return {
    total,
    rows: rows.map(({ row, recording, head, people }) => {
      const { id, at, proposal, resource, executedAt, outcome } = recording;
      const { requirement, holds } = head;
      return {
        id,
        at,
        agent: proposal.subject.id,
        action: proposal.action.name,
        service: resource.ref,
        ...(resource.owner !== undefined && { team: resource.owner }),
        ...(row.base && { base: row.base }),
        head: { ...row.head, ...(requirement && { requirement }), ...(holds && { holds }) },
        ...(row.unknown && { unknown: true }),
        ...(people && {
          people: {
            fulfillment: people.fulfillment,
            eligible: people.eligible,
            because: people.because,
          },
        }),
        ...(executedAt !== undefined && { executedAt }),
        ...(outcome && { outcome: outcome.status }),
      };
    }),
  };
}
