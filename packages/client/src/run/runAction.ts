import type { Outcome, Proposal } from '@countersign/model';
import type { TaskResponse } from '../api/accessRequest';
import type { ApprovalReference, EvaluationResponse } from '../api/evaluation';
import type { GrantView, Redemption } from '../api/grant';
import type { CountersignClient } from '../CountersignClient';
import { sleep, type WaitOptions } from './polling';

/** A station of the path, as it is reached. */
export type RunProgress =
  | { step: 'evaluated'; evaluation: EvaluationResponse }
  | { step: 'submitted'; task: TaskResponse }
  | { step: 'waiting'; task: TaskResponse }
  | { step: 'answered'; task: TaskResponse }
  | { step: 'granted'; grant: GrantView }
  | { step: 'redeemed'; redemption: Redemption }
  | { step: 'reported'; outcome: ReportedOutcome };

/** What the caller's own code says came of the action. */
export type ReportedOutcome = Pick<Outcome, 'status' | 'detail'>;

/** How the path ended. Only `executed` means that the action ran. */
export type RunResult =
  | {
      status: 'executed';
      evaluation: EvaluationResponse;
      redemption: Redemption;
      outcome: ReportedOutcome;
    }
  | { status: 'denied'; evaluation: EvaluationResponse }
  | { status: 'not_approved'; evaluation: EvaluationResponse; task: TaskResponse };

export interface RunOptions extends Pick<
  WaitOptions<unknown>,
  'signal' | 'firstPauseMs' | 'longestPauseMs'
> {
  onProgress?: (progress: RunProgress) => void;
  /** The executor's own client, where it has credentials apart from the agent's. */
  executor?: CountersignClient;
  /** Names this execution; the same one may redeem again within its lease. Made up when absent. */
  executionId?: string;
}

/** A request whose approval no longer fits is submitted anew at most so often. */
const MAX_SUBMISSIONS = 3;

/**
 * Walks the whole path in one call: asks, waits for people where a policy wants them, redeems the
 * grant, runs, and reports. `run` is called at most once, and only after redemption has answered.
 *
 * When `run` throws, the outcome is reported as failed and the error is thrown on. When the report
 * itself fails, the error says so: the action has run all the same.
 *
 * @throws CountersignError when a step is refused, CountersignUnreachable when Countersign does not
 * answer: in both cases before `run`, nothing has run.
 */
export async function runAction(
  client: CountersignClient,
  proposal: Proposal,
  run: (grant: GrantView, redemption: Redemption) => Promise<ReportedOutcome>,
  options: RunOptions = {},
): Promise<RunResult> {
  const executor = proposal.context.executor;
  if (!executor) {
    throw new TypeError(
      'The proposal names no executor. A grant is made out to one registered executor: set context.executor.',
    );
  }
  const permitted = await permission(client, proposal, options);
  if (permitted.status !== 'permitted') {
    return permitted;
  }
  const { evaluation, grantId } = permitted;
  const grant = await client.waitForGrant(grantId, { signal: options.signal });
  if (grant.status !== 'issued' || !grant.grant) {
    throw new Error(
      `The grant ${grantId} is ${grant.status}, so nothing may run. Ask again for a new one.`,
    );
  }
  options.onProgress?.({ step: 'granted', grant });

  const executionId = options.executionId ?? crypto.randomUUID();
  const hand = options.executor ?? client;
  const { subject, action, resource } = proposal;
  const redemption = await hand.redeem(
    grantId,
    { grant: grant.grant, executionId, action: { subject, action, resource, executor } },
    { signal: options.signal },
  );
  options.onProgress?.({ step: 'redeemed', redemption });

  // From here on the signal is not passed on: what has run must be reported.
  let outcome: ReportedOutcome;
  try {
    outcome = await run(grant, redemption);
  } catch (error) {
    await hand.reportOutcome(grantId, executionId, {
      status: 'failed',
      detail: 'The code that ran the action threw an error.',
    });
    throw error;
  }
  await hand.reportOutcome(grantId, executionId, outcome);
  options.onProgress?.({ step: 'reported', outcome });
  return { status: 'executed', evaluation, redemption, outcome };
}

type Permission =
  | { status: 'permitted'; evaluation: EvaluationResponse; grantId: string }
  | Exclude<RunResult, { status: 'executed' }>;

async function permission(
  client: CountersignClient,
  proposal: Proposal,
  options: RunOptions,
): Promise<Permission> {
  const { signal, onProgress } = options;
  let approval: ApprovalReference | undefined;
  for (let submissions = 0; ;) {
    const evaluation = await client.evaluate(proposal, { signal, approval });
    onProgress?.({ step: 'evaluated', evaluation });
    const { countersign, access_request, next_action, retry_after } = evaluation.context;
    if (evaluation.decision) {
      if (!countersign.grant) {
        throw new Error('Countersign permitted the action and named no grant; nothing may run.');
      }
      return { status: 'permitted', evaluation, grantId: countersign.grant.id };
    }
    if (approval && next_action === 'retry') {
      await sleep((retry_after ?? 5) * 1000, signal);
      continue;
    }
    if (!access_request || submissions === MAX_SUBMISSIONS) {
      return { status: 'denied', evaluation };
    }
    const submitted = await client.submitRequest(proposal, evaluation, { signal });
    submissions++;
    onProgress?.({ step: 'submitted', task: submitted });
    const task = await client.waitForApproval(submitted.task.id, {
      ...options,
      onProgress: waiting => onProgress?.({ step: 'waiting', task: waiting }),
    });
    onProgress?.({ step: 'answered', task });
    if (task.task.status !== 'approved' || !task.result) {
      return { status: 'not_approved', evaluation, task };
    }
    approval = task.result.approval;
  }
}
