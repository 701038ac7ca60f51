import {
  CountersignError,
  CountersignUnreachable,
  runAction,
  sleep,
  type CountersignClient,
  type EvaluationResponse,
  type RunProgress,
} from '@countersign/client';
import type { Proposal } from '@countersign/model';
import type { ActionKind } from '../actions/ActionKind';
import { Random } from '../random/Random';
import { createLiveProposals } from './createLiveProposals';
import { simulateExecution } from './simulateExecution';

/** How the live agent lives. */
export interface LiveAgentOptions {
  /** Speaks as the agent. */
  client: CountersignClient;
  /** Speaks as the executor, where that has a token of its own. */
  executor?: CountersignClient;
  /** Which of the example's agents it is; `remediator` by default. */
  agent?: ActionKind['agent'];
  /** Proposals follow from it; times do not. */
  seed?: string;
  /** Mean pause between proposals in milliseconds; 25 seconds by default. */
  pauseMs?: number;
  /** Requests that may wait for people at one time; 6 by default. */
  maxOpen?: number;
  /** Stops the agent: it gives up what waits, and ends when what runs has been reported. */
  signal: AbortSignal;
  /** Told each step in one line, without parameters. */
  log?: (line: string) => void;
}

const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 60_000;

/**
 * Keeps the example alive: every now and then it proposes a believable action, waits for people where
 * a policy wants them, redeems the grant, runs a simulated command and reports the outcome.
 *
 * - While `maxOpen` requests wait, it goes on with what needs nobody and lets the rest be.
 * - While Countersign cannot be reached it stops, as every agent must, and asks again after a pause that doubles
 *   up to a minute.
 * - Requests that an earlier run left open are taken back: nobody would wait for their answer.
 *
 * Resolves when it was stopped. Throws only for what no pause mends: a token that is not accepted.
 */
export async function runLiveAgent(options: LiveAgentOptions): Promise<void> {
  const agent = new LiveAgent(options);
  try {
    await agent.live();
  } catch (error) {
    if (!options.signal.aborted) {
      throw error;
    }
  } finally {
    await agent.settled();
  }
}

class LiveAgent {
  private readonly id: ActionKind['agent'];
  private readonly random: Random;
  private readonly nextProposal: (at: string) => Proposal;
  private readonly underWay = new Set<Promise<void>>();
  private readonly open = new Set<string>();
  private readonly pauseMs: number;
  private backOffMs = 0;
  private hasOrphans = true;

  constructor(private readonly options: LiveAgentOptions) {
    this.id = options.agent ?? 'remediator';
    this.random = new Random(options.seed ?? `live ${new Date().toISOString()}`);
    this.nextProposal = createLiveProposals(this.id, this.random);
    this.pauseMs = options.pauseMs ?? 25_000;
  }

  async live(): Promise<void> {
    const { signal } = this.options;
    for (let number = 0; !signal.aborted; number++) {
      try {
        await this.withdrawOrphans();
        await this.step();
        this.backOffMs = 0;
      } catch (error) {
        this.survive(error);
      }
      // The first few come quickly, so that there is something to look at.
      const mean = number < 5 ? this.pauseMs / 10 : this.pauseMs;
      await sleep(this.backOffMs || mean * (0.5 + this.random.next()), signal);
    }
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  /** Asks about one action. Once there is an answer the rest goes on beside the next step. */
  private async step(): Promise<void> {
    const { client, signal, maxOpen = 6 } = this.options;
    const proposal = this.nextProposal(new Date().toISOString());
    if (this.open.size >= maxOpen) {
      // Asking opens nothing: what needs nobody goes on, what needs people is let be.
      if (isRequestable(await client.evaluate(proposal, { signal }))) {
        this.log(
          proposal,
          `needs people; ${this.open.size} requests wait already, so it is let be`,
        );
        return;
      }
    }
    await new Promise<void>((answered, failed) => {
      const walk = this.walk(proposal, answered)
        .catch(failed)
        .finally(() => this.underWay.delete(walk));
      this.underWay.add(walk);
    });
  }

  /**
   * Walks the whole path with one proposal.
   *
   * @param answered - called when the first answer is there; what fails later is logged, not thrown
   */
  private async walk(proposal: Proposal, answered: () => void): Promise<void> {
    const { client, executor, signal } = this.options;
    let isAnswered = false;
    let task: string | undefined;
    const onProgress = (progress: RunProgress): void => {
      // A request is not open before it was submitted, so until then the next step waits.
      isAnswered ||= progress.step !== 'evaluated' || !isRequestable(progress.evaluation);
      if (isAnswered) {
        answered();
      }
      if (progress.step === 'submitted') {
        task = progress.task.task.id;
        this.open.add(task);
      }
      if (progress.step === 'answered') {
        this.open.delete(progress.task.task.id);
        task = undefined;
      }
      const line = lineOf(progress);
      if (line) {
        this.log(proposal, line);
      }
    };
    const random = this.random.fork(`run ${proposal.resource.id} ${proposal.action.name}`);
    const longestMs = Math.min(5_000, this.pauseMs);
    try {
      await runAction(client, proposal, () => simulateExecution(random, { longestMs }), {
        signal,
        executor,
        onProgress,
      });
    } catch (error) {
      if (!isAnswered) {
        throw error;
      }
      if (!signal.aborted) {
        this.log(proposal, `was given up: ${sentenceOf(error)}`);
      }
      // Its request may still stand; it is taken back once Countersign answers again.
      this.hasOrphans ||= task !== undefined;
    } finally {
      if (task) {
        this.open.delete(task);
      }
    }
  }

  /** Takes back the agent's own requests that this process does not wait for. */
  private async withdrawOrphans(): Promise<void> {
    const { client, signal } = this.options;
    if (!this.hasOrphans) {
      return;
    }
    const { items } = await client.listRequests({ state: 'pending', limit: 100 }, { signal });
    for (const { id, subject } of items) {
      if (subject.id === this.id && !this.open.has(id)) {
        await client.cancelRequest(id, { signal });
        this.options.log?.(`${this.id}: took back request ${id}, for which nobody waited any more`);
      }
    }
    this.hasOrphans = false;
  }

  /** Puts up with what a pause may mend. */
  private survive(error: unknown): void {
    if (this.options.signal.aborted) {
      throw error;
    }
    if (error instanceof CountersignError && error.status === 401) {
      throw error;
    }
    if (error instanceof CountersignUnreachable || error instanceof CountersignError) {
      this.backOffMs = Math.min(LONGEST_BACK_OFF_MS, this.backOffMs * 2 || FIRST_BACK_OFF_MS);
      const seconds = Math.round(this.backOffMs / 1000);
      this.options.log?.(`${this.id}: ${sentenceOf(error)} Asking again in ${seconds} s.`);
      return;
    }
    throw error;
  }

  private log(proposal: Proposal, what: string): void {
    this.options.log?.(`${this.id}: ${proposal.action.name} on ${proposal.resource.id} ${what}`);
  }
}

/** Whether people may be asked. */
function isRequestable({ decision, context }: EvaluationResponse): boolean {
  return !decision && context.access_request !== undefined;
}

/** What a step of the path is called in the log; steps that say nothing new are left out. */
function lineOf(progress: RunProgress): string | undefined {
  switch (progress.step) {
    case 'evaluated': {
      const { decision, context } = progress.evaluation;
      const { level, rule } = context.countersign;
      const answer = decision ? 'may run' : context.access_request ? 'needs people' : 'is denied';
      return `${answer} (${level}${rule ? `, ${rule.policy}/${rule.rule}` : ''})`;
    }
    case 'submitted':
      return `waits for people as request ${progress.task.task.id}`;
    case 'answered':
      return `was answered: ${progress.task.task.status}`;
    case 'reported':
      return `ran (simulated): ${progress.outcome.status}`;
    default:
      return undefined;
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
