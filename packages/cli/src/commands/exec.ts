import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  runAction,
  type CountersignClient,
  type RunResult,
  type TaskStatus,
} from '@countersign/client';
import { durationMinutes, durationSchema } from '@countersign/model';
import { CliFault } from '../CliFault';
import { describeFault } from '../describeFault';
import { ExitCode } from '../ExitCode';
import { JsonReporter, SentenceReporter, type ProgressReporter } from '../exec/ProgressReporter';
import { pinCommand, type PinnedCommand } from '../exec/pinCommand';
import { proposalOf, type ProposalOptions } from '../exec/proposalOf';
import { runCommand, type CommandEnd } from '../exec/runCommand';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';
import { addPortalOptions, clientOf, type PortalOptions } from '../portal/portalOptions';

interface ExecOptions extends PortalOptions, ProposalOptions {
  cwd: string;
  env: string[];
  stdin?: string;
  wait?: number;
  json?: boolean;
}

const collect = (value: string, before: string[]) => [...before, value];

/** `countersign exec --type … --target … -- COMMAND` */
export function addExec(parent: Command, terminal: Terminal): void {
  addPortalOptions(
    parent
      .command('exec')
      .description('ask, wait, and run a command once if it is permitted')
      .argument('<command...>', 'what to run, after --')
      .passThroughOptions()
      .requiredOption('--type <type>', 'action type, such as service.restart')
      .requiredOption('--target <ref>', 'catalog entity, such as component:default/checkout')
      .option('--param <name=value>', 'a parameter; name:=json for a number', collect, [])
      .option('--rationale <text>', 'why')
      .option('--rollback <text>', 'how it is undone')
      .option('--success <text>', 'how one will know that it worked', collect, [])
      .option('--incident <id>', 'an open incident that this answers', collect, [])
      .option('--on-behalf-of <ref>', 'the person it is done for, such as user:default/ann')
      .addOption(new Option('--agent <id>', 'the agent that asks').env('COUNTERSIGN_AGENT'))
      .addOption(
        new Option('--executor <id>', 'the executor that runs it').env('COUNTERSIGN_EXECUTOR'),
      )
      .option('--env <name>', 'pass a variable on, or set one with NAME=value', collect, [])
      .option('--cwd <folder>', 'where it runs', '.')
      .option('--stdin <file>', 'its input, - for our own; without it, it has none')
      .option('--wait <duration>', 'take the request back after so long, such as 30m', waitMinutes)
      .option('--json', 'say on standard error in JSON lines how it goes'),
  ).action((command: string[], options: ExecOptions) => exec(command, options, terminal));
}

async function exec(argv: string[], options: ExecOptions, terminal: Terminal): Promise<void> {
  const client = clientOf(options, 'COUNTERSIGN_TOKEN');
  const executor = process.env.COUNTERSIGN_EXECUTOR_TOKEN
    ? clientOf(options, 'COUNTERSIGN_EXECUTOR_TOKEN')
    : client;
  const command = await pinCommand({ ...options, argv }, process.env);
  const walk = new Walk(
    client,
    command,
    options.json ? new JsonReporter(terminal) : new SentenceReporter(terminal),
  );

  const interruption = listenForInterruption();
  const timer = new AbortController();
  const deadline =
    options.wait === undefined
      ? undefined
      : setTimeout(
          () =>
            timer.abort(
              new CliFault(
                ExitCode.expired,
                'Nobody decided in the time given with --wait. Nothing ran.',
              ),
            ),
          options.wait * 60_000,
        );
  try {
    const result = await runAction(
      client,
      proposalOf(options, command.profile),
      () => {
        clearTimeout(deadline);
        interruption.stop();
        return walk.run();
      },
      {
        signal: AbortSignal.any([interruption.signal, timer.signal]),
        executor,
        onProgress: progress => walk.note(progress),
      },
    );
    process.exitCode = await exitCodeOf(result, walk, client);
  } catch (error) {
    terminal.clearProgress();
    throw await walk.faultOf(error);
  } finally {
    clearTimeout(deadline);
    interruption.stop();
  }
}

/** What has happened so far: an error means different things before and after the command ran. */
class Walk {
  private pendingTask: string | undefined;
  private end: CommandEnd | undefined;

  constructor(
    private readonly client: CountersignClient,
    private readonly command: PinnedCommand,
    private readonly reporter: ProgressReporter,
  ) {}

  /** Of the command, once it has run. */
  get exitCode(): number {
    return this.end?.exitCode ?? ExitCode.faults;
  }

  note(progress: Parameters<ProgressReporter['report']>[0]): void {
    if (progress.step === 'submitted') {
      this.pendingTask = progress.task.task.id;
    } else if (progress.step === 'answered') {
      this.pendingTask = undefined;
    }
    this.reporter.report(progress);
  }

  async run() {
    this.end = await runCommand(this.command);
    const { exitCode, signal } = this.end;
    return exitCode === 0
      ? { status: 'succeeded' as const }
      : {
          status: 'failed' as const,
          detail: signal
            ? `The command was ended by ${signal}.`
            : `The command ended with exit code ${exitCode}.`,
        };
  }

  async faultOf(error: unknown): Promise<CliFault> {
    if (this.end) {
      const { message } = describeFault(error);
      return new CliFault(
        this.end.exitCode === 0 ? ExitCode.outcomeNotReported : this.end.exitCode,
        `The command ran and ended with exit code ${this.end.exitCode}, but its outcome could not be reported: ` +
          `${message} Countersign will ask a person what came of it.`,
      );
    }
    const takenBack = await this.takeBack();
    const fault = error instanceof CliFault ? error : describeFault(error);
    return new CliFault(fault.exitCode, `${fault.message}${takenBack}`);
  }

  /** Nobody should be asked about what will not run. Tried once, briefly. */
  private async takeBack(): Promise<string> {
    if (this.pendingTask === undefined) {
      return '';
    }
    try {
      await this.client.cancelRequest(this.pendingTask, { signal: AbortSignal.timeout(5000) });
      return ' The request was taken back.';
    } catch {
      return ' The request could not be taken back; it will expire.';
    }
  }
}

/** The command's own exit code. @throws CliFault when nothing ran. */
async function exitCodeOf(
  result: RunResult,
  walk: Walk,
  client: CountersignClient,
): Promise<number> {
  switch (result.status) {
    case 'executed':
      return walk.exitCode;
    case 'denied':
      throw new CliFault(
        ExitCode.denied,
        `Denied. ${result.evaluation.context.countersign.reasons.join(' ')} Nothing ran.`,
      );
    case 'not_approved': {
      const { id, status } = result.task.task;
      const [exitCode, sentence] = NOT_APPROVED[status] ?? NOT_APPROVED.failed!;
      throw new CliFault(exitCode, `${sentence}${await reasonOf(id, client)} Nothing ran.`);
    }
  }
}

/** What the end of a request means. A status that is not known is not an approval. */
const NOT_APPROVED: Partial<Record<TaskStatus, readonly [exitCode: number, sentence: string]>> = {
  denied: [ExitCode.refused, 'A person refused.'],
  expired: [ExitCode.expired, 'Nobody decided in time.'],
  cancelled: [ExitCode.cancelled, 'The request was cancelled.'],
  failed: [ExitCode.refused, 'The request was not approved.'],
};

/** Why people refused, where they said so and the caller may know. */
async function reasonOf(requestId: string, client: CountersignClient): Promise<string> {
  try {
    const { reviews } = await client.request(requestId, { signal: AbortSignal.timeout(5000) });
    const reasons = reviews.filter(({ vote, reason }) => vote === 'refuse' && reason);
    return reasons.map(({ reason }) => ` "${reason}"`).join('');
  } catch {
    return '';
  }
}

function waitMinutes(text: string): number {
  const duration = durationSchema.safeParse(text);
  if (!duration.success) {
    throw new InvalidArgumentError('It must be a duration such as 30m, 4h or 2d.');
  }
  return durationMinutes(duration.data);
}
