import { assess, createTopologyIndex } from '@countersign/impact';
import {
  type DecisionInput,
  type Outcome,
  type Proposal,
  type Recording,
} from '@countersign/model';
import { decide } from '@countersign/policy';
import type { ActionKind } from '../actions/ActionKind';
import { ACTION_KINDS } from '../actions/actionKinds';
import { createTargetChooser } from '../actions/chooseTarget';
import { loadTargets } from '../actions/loadTargets';
import { EXECUTOR_OF, propose } from '../actions/propose';
import { loadExamplePeople } from '../organisation/loadExamplePeople';
import { loadExamplePolicies } from '../organisation/loadExamplePolicies';
import { loadExampleTopology } from '../organisation/loadExampleTopology';
import { Random } from '../random/Random';
import { failureProbability } from './failureProbability';
import { isStaffed, londonTime } from './londonTime';
import { createReviewers } from './reviewers';
import { createSchedule } from './schedule';

/** Which history to make up. */
export interface GenerateOptions {
  /** The same seed gives the same bytes. */
  seed: string;
  /** How many recordings; 20,000 by default. */
  count?: number;
  /** When the history ends, RFC 3339 in UTC. */
  until?: string;
}

/** Eight months. */
const DAYS = 243;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** For the first two months nothing was held back: the policies were only watched. */
const OBSERVED_DAYS = 60;

/**
 * Mornings on which one fault that all releases share, such as a base image, is found only when it is
 * live. GOV.UK had four in 38 months, which held a third of all that was rolled back; in eight months one would
 * be due. There are two here, each two thirds the size, so that a reader meets the shape.
 */
const BAD_MORNINGS = [73, 181];
const BAD_MORNING_FAILS = 0.36;

/** Of 1,000 changes at GOV.UK, seven were made by people. */
const BY_PEOPLE = 0.007;
/** Targets that the catalog does not know: machines from before it. */
const UNKNOWN_TARGETS = 0.006;

/**
 * Makes up eight months of actions at the example organisation, with what was decided, who voted and
 * what came of it, oldest first. Where each number comes from stands in the README.
 *
 * Costs a few seconds for 20,000, most of it deciding.
 */
export function generateRecordings(options: GenerateOptions): Recording[] {
  const { seed, count = 20_000, until = '2026-11-22T00:00:00.000Z' } = options;
  const root = new Random(seed);
  const end = Date.parse(until);
  const begin = end - DAYS * DAY_MS;
  const scheduleOne = createSchedule(end, DAYS);
  const chooseTarget = createTargetChooser(loadTargets(), root.fork('ranking'));
  const record = createRecorder(root, until, begin);

  const drawn = Array.from({ length: count }, (_, number): Draft => {
    const random = root.fork(number);
    const kind = random.weighted(ACTION_KINDS, ({ weight }) => weight);
    const at = scheduleOne(kind.agent, random);
    const target = chooseTarget(kind, random);
    const incidents = citedIncidents(kind, at, begin, random);
    const proposal = propose(kind, target, { at: iso(at), random, incidents });
    return { at, base: kind.base, proposal: spoil(proposal, random), random };
  });
  const recorded = drawn.map(record);

  // What was rolled back was rolled back by somebody: the remediator, as an action of its own.
  const rollbacks = recorded.flatMap(({ recording, random }, number): Draft[] =>
    recording.outcome?.status === 'rolled_back' &&
    recording.proposal.action.name === 'deployment.deploy'
      ? [rollbackOf(recording, random.fork('rollback'), number)]
      : [],
  );
  return [...recorded, ...rollbacks.map(record)]
    .map(({ recording }) => recording)
    .sort((a, b) => compare(a.at, b.at) || compare(a.proposal.resource.id, b.proposal.resource.id))
    .slice(-count)
    .map((recording, number) => ({
      ...recording,
      id: `tumbleweed-${String(number + 1).padStart(5, '0')}`,
    }));
}

/** An action before it was assessed and decided. */
interface Draft {
  at: number;
  base: number;
  proposal: Proposal;
  random: Random;
}

/** An action with all that came of it. */
interface Recorded {
  recording: Recording;
  random: Random;
}

function createRecorder(root: Random, until: string, begin: number): (draft: Draft) => Recorded {
  const topology = loadExampleTopology(until);
  const index = createTopologyIndex(topology);
  const policies = loadExamplePolicies();
  const parents = new Map(
    topology.groups.flatMap(({ ref, parent }) => (parent ? [[ref, parent] as const] : [])),
  );
  const reviewers = createReviewers(loadExamplePeople(), parents, root.fork('people'));

  return ({ at, base, proposal, random }) => {
    const { resource, factors } = assess(proposal, index, iso(at), { maxHits: 0 });
    // Sources say where a factor came from; no policy reads them, and they are half of a line.
    const input: DecisionInput = {
      proposal,
      resource,
      factors: { ...factors, sources: [] },
      at: iso(at),
    };
    const decision = decide(policies, input);
    const risk = failureProbability(base, input);
    const course: Course = { reviews: [], startsAt: at + random.integer(2, 40) * 1000 };
    const isObserved = at < begin + OBSERVED_DAYS * DAY_MS;
    if (!isObserved && decision.decision === 'deny') {
      course.startsAt = undefined;
    } else if (!isObserved && decision.requirement) {
      const asked = reviewers.choose(decision.requirement, input, random);
      ask(course, {
        asked,
        at,
        risk,
        deadlineMinutes: decision.requirement.deadlineMinutes,
        random,
      });
    }
    const outcome = course.startsAt && outcomeOf(course.startsAt, input, risk, begin, random);
    return {
      random,
      recording: {
        id: '-',
        ...input,
        decided: {
          decision: decision.decision,
          level: decision.level,
          ...(decision.rule && { rule: decision.rule }),
        },
        reviews: course.reviews,
        ...(course.startsAt && { executedAt: iso(course.startsAt) }),
        ...(outcome && { outcome }),
      },
    };
  };
}

/** What became of a decision until the action ran, or did not. */
interface Course {
  reviews: Recording['reviews'];
  /** Absent when it never ran. */
  startsAt: number | undefined;
}

/** People look one after the other; half answer within 14 minutes by day, within the hour at night. */
function ask(
  course: Course,
  {
    asked,
    at,
    risk,
    deadlineMinutes,
    random,
  }: { asked: string[]; at: number; risk: number; deadlineMinutes: number; random: Random },
): void {
  const median = isStaffed(londonTime(at)) ? 14 : 55;
  let waited = 0;
  for (const by of asked) {
    const minutes = Math.round(random.logNormal(median, 0.9) * 10) / 10;
    waited = Math.max(waited, minutes);
    if (waited > deadlineMinutes) {
      course.startsAt = undefined;
      return;
    }
    // People see some of what is coming, and refuse some of what would have gone well.
    const refuses = random.chance(Math.min(0.6, 0.03 + 3 * risk));
    course.reviews.push({ by, vote: refuses ? 'refuse' : 'approve', minutes });
    if (refuses) {
      course.startsAt = undefined;
      return;
    }
  }
  // Nobody to ask, or nobody who looked before the deadline.
  course.startsAt =
    asked.length === 0 || random.chance(0.03) ? undefined : at + Math.round(waited * MINUTE_MS);
  if (course.startsAt === undefined) {
    course.reviews = [];
  }
}

function outcomeOf(
  startsAt: number,
  { proposal, factors }: DecisionInput,
  risk: number,
  begin: number,
  random: Random,
): Outcome | undefined {
  const isDeployment = proposal.action.name === 'deployment.deploy';
  const day = Math.floor((startsAt - begin) / DAY_MS);
  const isBadMorning = BAD_MORNINGS.includes(day) && londonTime(startsAt).hour < 12;
  const shared = isDeployment && isBadMorning && random.chance(BAD_MORNING_FAILS);
  const fails = random.chance(risk);
  const runsFor = Math.round(random.logNormal(3, 0.8) * MINUTE_MS);
  // A log that is never finished; more often than an agent admits.
  if (random.chance(0.03)) {
    return undefined;
  }
  if (!fails && !shared) {
    return {
      status: random.chance(0.007) ? 'unknown' : 'succeeded',
      at: iso(startsAt + runsFor),
    };
  }
  const takenBack = factors.reversibility === 'reversible' && (shared || random.chance(0.9));
  // GOV.UK's quartiles are 5 minutes, 20 minutes and an hour.
  const hours = Math.min(23, random.logNormal(0.34, 1.67));
  return takenBack
    ? { status: 'rolled_back', at: iso(startsAt + runsFor + Math.round(hours * 60 * MINUTE_MS)) }
    : { status: 'failed', at: iso(startsAt + runsFor) };
}

function rollbackOf({ proposal, outcome }: Recording, random: Random, number: number): Draft {
  const at = Date.parse(outcome!.at);
  return {
    at,
    base: 0.006,
    random,
    proposal: {
      subject: { type: 'agent', id: 'remediator' },
      action: {
        name: 'deployment.rollback',
        properties: { from: proposal.action.properties!.version },
      },
      resource: proposal.resource,
      context: {
        rationale: 'Errors have risen since the deployment.',
        rollbackPlan: { description: 'Deploy the newer version again.' },
        executor: EXECUTOR_OF.remediator,
        incidents: [`INC-${4000 + (number % 5000)}`],
      },
    },
  };
}

/** Half of what the remediator does answers an incident; there are about two a day. */
function citedIncidents(kind: ActionKind, at: number, begin: number, random: Random): string[] {
  const cites =
    kind.agent === 'remediator' && kind.name !== 'diagnostics.read' && random.chance(0.5);
  return cites ? [`INC-${2000 + Math.floor((at - begin) / (DAY_MS / 2))}`] : [];
}

/** The few that do not come from an agent, or aim at what the catalog does not know. */
function spoil(proposal: Proposal, random: Random): Proposal {
  if (random.chance(BY_PEOPLE)) {
    const person = `person-${String(random.integer(1, 29)).padStart(2, '0')}`;
    return { ...proposal, subject: { type: 'user', id: person } };
  }
  if (random.chance(UNKNOWN_TARGETS)) {
    return { ...proposal, resource: { type: 'host', id: `vm-legacy-${random.integer(1, 40)}` } };
  }
  return proposal;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
