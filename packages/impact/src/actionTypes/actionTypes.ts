import type { EffectSize, Reversibility } from '@countersign/model';
import type { ActionType } from './ActionType';

/*
 * The registry as a table. It is longer than other files because a table split over files cannot
 * be read down its columns, and reading down is how a wrong rating is found.
 *
 * Reversibility is what it takes to be as before:
 *   read_only  nothing changed
 *   ours       reversible: we undo it ourselves, by the same tool, within minutes
 *   others     externally_reversible: undoing needs somebody or something outside our control
 *              (a resolver's cache, a partner's key store, a copy that has to be restored)
 *   final      irreversible: what is gone is gone, what has left has left
 *
 * Effects are written as four marks in the order performance, security, data access, service
 * disruption: `-` none, `m` minor, `M` major. They rate the action when it does what it is meant
 * to do; whether it does is what the policies weigh.
 *
 * `spread` says whether harm walks to dependents. It does unless the action cannot disturb the
 * target's service at all.
 */
const REVERSIBILITY_WORDS = {
  read_only: 'read_only',
  ours: 'reversible',
  others: 'externally_reversible',
  final: 'irreversible',
} as const satisfies Record<string, Reversibility>;
const EFFECT_MARKS = { '-': 'none', m: 'minor', M: 'major' } as const satisfies Record<
  string,
  EffectSize
>;
type Mark = keyof typeof EFFECT_MARKS;
type Row = readonly [
  name: string,
  undone: keyof typeof REVERSIBILITY_WORDS,
  effects: `${Mark}${Mark}${Mark}${Mark}`,
  spread: 'spreads' | 'stays',
  title: string,
  aliases: string,
  description: string,
];

// prettier-ignore
const ROWS: readonly Row[] = [
  // name                  undone       effects  spread     title
  ['diagnostics.read',     'read_only', '----', 'stays',   'Read logs, metrics or traces',
    'logs.read, metrics.query, traces.read, diagnose',
    'Looks and changes nothing.'],
  ['alert.silence',        'ours',      '-m--', 'stays',   'Silence an alert',
    'alert.mute, silence',
    'Nothing breaks by it, but a fault may go unseen until the silence ends.'],
  ['service.restart',      'ours',      'm--m', 'spreads', 'Restart a service',
    'restart, service.reboot, rollout.restart, pod.restart',
    'Requests in flight are lost and caches start cold; the service is as before within minutes.'],
  ['service.scale',        'ours',      'm---', 'spreads', 'Change the number of replicas',
    'scale, deployment.scale, hpa.change, autoscaling.change',
    'Adds or takes away capacity; scaling back restores it.'],
  ['service.stop',         'ours',      '---M', 'spreads', 'Stop a service',
    'stop, service.disable',
    'Everything that needs the service goes without it until it is started again.'],
  ['service.failover',     'others',    'm-mM', 'spreads', 'Fail over to the standby',
    'failover, region.failover, database.failover, switchover',
    'Writes that had not reached the standby may be lost, and failing back is a piece of work.'],
  ['traffic.shift',        'ours',      'm--m', 'spreads', 'Shift traffic between versions or zones',
    'traffic.split, canary.promote, loadbalancer.change, route.change',
    'Moves load to where it may not be expected; moving it back is as quick.'],
  ['deployment.deploy',    'ours',      'm--m', 'spreads', 'Deploy a version',
    'deploy, release, rollout, promote, deployment.promote, argocd.sync',
    'Runs code that has not run here before; the version before can be brought back.'],
  ['deployment.rollback',  'ours',      'm--m', 'spreads', 'Roll back to an earlier version',
    'rollback, roll_back, deployment.revert, revert',
    'Runs code that has run here before; what the newer version wrote stays behind.'],
  ['dependency.update',    'ours',      'm---', 'spreads', 'Update a dependency',
    'dependency.bump, dependabot.merge',
    'Merges code that others wrote; it takes effect with the next deployment.'],
  ['flag.set',             'ours',      'm--m', 'spreads', 'Set a feature flag',
    'flag, flag.change, feature.toggle, featureflag.set',
    'Switches behaviour for users at once; switching back is as quick.'],
  ['config.change',        'ours',      'm--m', 'spreads', 'Change configuration',
    'config, config.set, configmap.change, parameter.change',
    'Changes behaviour without the checks a release goes through; the old value is known.'],
  ['job.run',              'others',    'm-m-', 'spreads', 'Run a job',
    'job.rerun, batch.run, cron.trigger, runbook.run',
    'What a job has sent or booked is not taken back by stopping it.'],
  ['queue.redrive',        'others',    'm-mm', 'spreads', 'Replay failed messages',
    'queue.replay, dlq.redrive, deadletter.redrive',
    'Messages are handled again; consumers that are not idempotent do their work twice.'],
  ['cache.purge',          'others',    'M---', 'spreads', 'Empty a cache',
    'cache.flush, cache.clear, cdn.purge',
    'The load moves to what lies behind the cache until it has filled again by itself.'],
  ['node.drain',           'ours',      'm--m', 'spreads', 'Drain a node',
    'drain, node.cordon, host.drain',
    'Moves work elsewhere, as far as there is room.'],
  ['instance.terminate',   'others',    'm-mm', 'spreads', 'Terminate an instance',
    'node.delete, instance.delete, vm.terminate, pod.delete',
    'A new instance takes its place; what lay only on its disk is lost.'],
  ['storage.resize',       'others',    'm---', 'spreads', 'Resize a volume or database',
    'volume.expand, disk.resize, database.resize',
    'Growing is quick, shrinking again needs a move.'],
  ['backup.run',           'ours',      'm-m-', 'stays',   'Take a backup',
    'backup, snapshot.create',
    'Costs input and output while it runs, and makes one more copy of the data.'],
  ['database.migrate',     'others',    'm-MM', 'spreads', 'Migrate a database schema',
    'schema.migrate, migration.run, db.migrate',
    'May lock tables; columns and rows it drops come back only from a backup.'],
  ['database.restore',     'final',     'm-MM', 'spreads', 'Restore a database from a backup',
    'backup.restore, data.restore, snapshot.restore',
    'Everything written since the backup is overwritten.'],
  ['data.export',          'final',     'mMM-', 'stays',   'Export data',
    'data.download, data.copy, dump.create',
    'A copy that has left cannot be called back.'],
  ['data.purge',           'final',     '--MM', 'spreads', 'Delete data',
    'data.delete, purge, bucket.empty, topic.purge, queue.purge, table.truncate',
    'What is deleted is gone, backups included where retention reaches them.'],
  ['resource.delete',      'final',     '--MM', 'spreads', 'Delete a resource',
    'delete, database.drop, bucket.delete, service.delete, terraform.destroy',
    'The thing itself goes, with everything it held.'],
  ['dns.change',           'others',    '-m-M', 'spreads', 'Change a DNS record',
    'dns.update, record.change',
    'Resolvers all over the world keep the wrong answer for as long as its time to live.'],
  ['certificate.renew',    'others',    '-M-m', 'spreads', 'Renew a certificate',
    'certificate.rotate, cert.renew, tls.renew',
    'Clients that pin the old certificate, or do not trust the new chain, are shut out.'],
  ['key.rotate',           'others',    '-MmM', 'spreads', 'Rotate a key or secret',
    'secret.rotate, credential.rotate, password.rotate, key.rotation',
    'Whoever still holds the old key is shut out; partners have to be given the new one.'],
  ['iam.change',           'others',    '-MM-', 'spreads', 'Change who may do what',
    'iam.grant, iam.revoke, role.bind, permission.change, access.grant',
    'Access that was given may have been used before it is taken away.'],
  ['firewall.change',      'ours',      '-M-M', 'spreads', 'Change a firewall rule',
    'firewall.open, firewall.block, securitygroup.change, networkpolicy.change',
    'Shuts out what is needed or lets in what is not; the old rule can be put back.'],
  ['policy.publish',       'ours',      '-M--', 'stays',   'Publish a policy',
    'policy.change',
    'Changes what agents may do by themselves; the version before can be published again.'],
];

/** Every registered action type by its name, in the order of the table. */
export const ACTION_TYPES: ReadonlyMap<string, ActionType> = new Map(
  ROWS.map(row => {
    const type = actionTypeOf(row);
    return [type.name, type];
  }),
);

function actionTypeOf([
  name,
  undone,
  effects,
  spread,
  title,
  aliases,
  description,
]: Row): ActionType {
  const size = (at: number): EffectSize => EFFECT_MARKS[effects[at] as Mark];
  return Object.freeze({
    name,
    title,
    aliases: Object.freeze(aliases.split(', ')),
    reversibility: REVERSIBILITY_WORDS[undone],
    effects: Object.freeze({
      performance: size(0),
      security: size(1),
      dataAccess: size(2),
      serviceDisruption: size(3),
    }),
    spreads: spread === 'spreads',
    description,
  });
}
