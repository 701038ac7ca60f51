import type { Random } from '../random/Random';
import type { ActionKind } from './ActionKind';
import type { Target } from './Target';

/*
 * What the two agents do all day. Two thirds are deployments, as a rollout agent's are; the rest is a
 * remediation agent's work. The bases of deployments follow GOV.UK's figures (README); those of the
 * other kinds are ours, ordered by how often such things are said to go wrong, and no finding.
 */

const running = ({ type }: Target) => type === 'service' || type === 'website';
const service = ({ type }: Target) => type === 'service';
const ofType =
  (...types: string[]) =>
  (target: Target) =>
    types.includes(target.type);
const stored = ofType('database', 'search-index', 'event-stream');

const version = (random: Random) => `2026.${random.integer(1, 48)}.${random.integer(0, 40)}`;

/** Hours since the version was first in staging: GOV.UK's median is four minutes. */
function hoursSinceStaging(random: Random): number {
  const waited = random.chance(0.015);
  return waited
    ? round(24 + random.logNormal(30, 1))
    : Math.min(23.9, round(random.logNormal(0.1, 1.6)));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Every kind of action that the example's agents propose. Weights add up to a thousand. */
export const ACTION_KINDS: readonly ActionKind[] = [
  // ── The deployer ─────────────────────────────────────────────────────────────────────────────
  {
    agent: 'deployer',
    name: 'deployment.deploy',
    weight: 640,
    base: 0.0043,
    suits: running,
    rationale: ({ name }) => `The tests of ${name} have passed and staging looks well.`,
    properties: (_, random) => ({
      version: version(random),
      // One in 700 was never seen in staging.
      ...(random.chance(0.9986) && { hoursSinceStaging: hoursSinceStaging(random) }),
    }),
    wayBack: 'Deploy the version before; it is still in the artifact store.',
  },
  {
    agent: 'deployer',
    name: 'flag.set',
    weight: 30,
    base: 0.003,
    suits: running,
    rationale: ({ name }) => `The next tenth of customers of ${name} gets the feature.`,
    properties: (_, random) => ({
      flag: random.pick(['new-checkout', 'slot-delivery', 'eco-route', 'photo-proof']),
      percent: random.pick([1, 5, 10, 25, 50, 100]),
    }),
    wayBack: 'Set the flag to what it was.',
  },
  {
    agent: 'deployer',
    name: 'config.change',
    weight: 32,
    base: 0.008,
    suits: running,
    rationale: ({ name }) => `A merged change to the settings of ${name} is not yet live.`,
    properties: (_, random) => ({
      key: random.pick(['timeouts.upstream', 'pool.size', 'retry.attempts', 'log.level']),
    }),
    wayBack: 'Put the old value back; the config service keeps it.',
  },
  {
    agent: 'deployer',
    name: 'dependency.update',
    weight: 22,
    base: 0.003,
    suits: service,
    rationale: ({ name }) => `A security update for a library of ${name} is out.`,
    properties: (_, random) => ({ bump: random.pick(['patch', 'patch', 'minor', 'major']) }),
    wayBack: 'Revert the merge.',
  },
  {
    agent: 'deployer',
    name: 'database.migrate',
    weight: 12,
    base: 0.012,
    suits: ofType('database'),
    rationale: ({ name }) => `The next release needs a column in ${name}.`,
    properties: (_, random) => ({
      migration: `${random.integer(100, 999)}_${random.pick(['add_column', 'add_index', 'split_table', 'drop_column'])}`,
    }),
    wayBack: 'Run the down migration.',
  },
  // ── The remediator ───────────────────────────────────────────────────────────────────────────
  {
    agent: 'remediator',
    name: 'service.restart',
    weight: 74,
    base: 0.006,
    suits: running,
    rationale: ({ name }, random) =>
      random.pick([
        `${name} has used more memory every hour since yesterday.`,
        `Two of six instances of ${name} no longer answer their health check.`,
        `${name} holds connections that the other end has closed.`,
      ]),
    properties: (_, random) => ({ instances: random.pick(['one', 'one', 'all']) }),
    wayBack: 'Nothing to undo: the same version starts again.',
  },
  {
    agent: 'remediator',
    name: 'service.scale',
    weight: 62,
    base: 0.003,
    suits: service,
    rationale: ({ name }, random) =>
      random.pick([
        `The queue before ${name} grows faster than it is worked off.`,
        `${name} idles at a twentieth of its capacity.`,
      ]),
    properties: (_, random) => {
      const replicasBefore = random.integer(2, 12);
      return {
        replicasBefore,
        replicas: Math.max(1, replicasBefore + random.pick([-2, -1, 1, 2, 4])),
      };
    },
    wayBack: 'Scale back to what it was.',
  },
  {
    agent: 'remediator',
    name: 'diagnostics.read',
    weight: 36,
    base: 0.0002,
    suits: () => true,
    rationale: ({ name }) => `An alert on ${name} does not say enough.`,
    properties: (_, random) => ({ what: random.pick(['logs', 'metrics', 'traces', 'profile']) }),
  },
  {
    agent: 'remediator',
    name: 'queue.redrive',
    weight: 15,
    base: 0.012,
    suits: service,
    rationale: ({ name }) => `${name} left messages behind while a partner did not answer.`,
    properties: (_, random) => ({ messages: random.integer(12, 9000) }),
  },
  {
    agent: 'remediator',
    name: 'job.run',
    weight: 13,
    base: 0.009,
    suits: service,
    rationale: ({ name }) => `Last night's job of ${name} ended half way.`,
    properties: (_, random) => ({ job: random.pick(['settle', 'reindex', 'resend', 'clean-up']) }),
    wayBack: 'Stop the job; what it has booked stays booked.',
  },
  {
    agent: 'remediator',
    name: 'cache.purge',
    weight: 12,
    base: 0.02,
    suits: ofType('cache', 'content-delivery-network'),
    rationale: ({ name }) => `${name} still answers with yesterday's values.`,
  },
  {
    agent: 'remediator',
    name: 'alert.silence',
    weight: 11,
    base: 0.001,
    suits: running,
    rationale: ({ name }) => `The alert on ${name} is known and being worked on.`,
    properties: (_, random) => ({ minutes: random.pick([15, 30, 60, 120, 480]) }),
    wayBack: 'It ends by itself.',
  },
  {
    agent: 'remediator',
    name: 'node.drain',
    weight: 7,
    base: 0.005,
    suits: ofType('kubernetes-cluster'),
    rationale: () => 'One node has reported disk errors since this morning.',
    properties: (_, random) => ({ node: `edge-${random.integer(1, 6)}` }),
    wayBack: 'Let work onto the node again.',
  },
  {
    agent: 'remediator',
    name: 'storage.resize',
    weight: 6,
    base: 0.006,
    suits: stored,
    rationale: ({ name }) => `${name} is full in nine days at this pace.`,
    properties: (_, random) => ({ growBy: random.pick(['10%', '20%', '50%']) }),
  },
  {
    agent: 'remediator',
    name: 'certificate.renew',
    weight: 6,
    base: 0.007,
    suits: running,
    rationale: ({ name }, random) =>
      `The certificate of ${name} ends in ${random.integer(3, 20)} days.`,
    wayBack: 'Put the old certificate back while it lasts.',
  },
  {
    agent: 'remediator',
    name: 'instance.terminate',
    weight: 5,
    base: 0.006,
    suits: ({ type }) => type === 'kubernetes-cluster' || type === 'virtual-machine',
    rationale: () => 'The machine answers nothing and was replaced an hour ago.',
    properties: (_, random) => ({ instance: `i-${random.integer(1000, 9999)}` }),
  },
  {
    agent: 'remediator',
    name: 'data.purge',
    weight: 5,
    base: 0.009,
    suits: ofType('bucket', 'database'),
    rationale: ({ name }) => `${name} keeps more than its retention allows.`,
    properties: (_, random) => ({ olderThanDays: random.pick([90, 180, 365, 730]) }),
  },
  {
    agent: 'remediator',
    name: 'service.failover',
    weight: 4,
    base: 0.016,
    suits: stored,
    rationale: ({ name }) => `The primary of ${name} has answered slowly for a quarter of an hour.`,
    wayBack: 'Fail back when the primary is well; half an hour of work.',
  },
  {
    agent: 'remediator',
    name: 'key.rotate',
    weight: 3,
    base: 0.012,
    suits: ({ name }) => ['key-service', 'key-store', 'card-vault', 'login'].includes(name),
    rationale: ({ name }) => `A key of ${name} is older than a year.`,
    wayBack: 'The old key stays valid for a day.',
  },
  {
    agent: 'remediator',
    name: 'firewall.change',
    weight: 2,
    base: 0.012,
    suits: ofType('kubernetes-cluster', 'service'),
    rationale: ({ name }) => `Somebody tries passwords on ${name} from four addresses.`,
    properties: (_, random) => ({ block: `203.0.113.${random.integer(1, 254)}/32` }),
    wayBack: 'Remove the rule.',
  },
  {
    agent: 'remediator',
    name: 'data.export',
    weight: 1,
    base: 0.004,
    suits: ofType('database'),
    rationale: ({ name }) => `An analyst asks for a copy of ${name}.`,
    properties: () => ({ format: 'parquet' }),
  },
  {
    // Not in the registry: somebody taught the agent a new trick and told nobody.
    agent: 'remediator',
    name: 'mesh.rebalance',
    weight: 2,
    base: 0.03,
    suits: service,
    rationale: ({ name }) => `Traffic to ${name} is uneven between zones.`,
  },
];
