import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Recording } from '@countersign/model';
import { READY_MAPPINGS_FILE, renderReadyMappings } from '../../scripts/renderReadyMappings';
import { loadRecordingSet } from '../files/loadRecordingSet';
import { importRecordings, type ImportResult } from '../import/importRecordings';
import { inFolder } from '../testing/inFolder';
import { parseMapping } from './parseMapping';
import { READY_MAPPINGS, readyMapping } from './readyMappings';

const examples = resolve(__dirname, '../../examples/ready');

async function importExample(name: string): Promise<{ result: ImportResult; rows: Recording[] }> {
  const { mapping, diagnostics } = parseMapping(readyMapping(name)!, name);
  expect(diagnostics).toEqual([]);
  return inFolder({}, async root => {
    const result = await importRecordings({
      mapping: mapping!,
      dataFolder: join(examples, name),
      root,
      name: 'x',
      at: '2026-11-22T09:00:00.000Z',
      strict: true,
    });
    const { set } = await loadRecordingSet('x', root);
    return { result, rows: [...set.recordings] };
  });
}

/** What a reader looks at first. */
function short({ id, at, proposal, executedAt, outcome }: Recording): unknown[] {
  return [
    ...[id, at, `${proposal.subject.type}:${proposal.subject.id}`, proposal.action.name],
    ...[proposal.resource.id, executedAt, outcome && `${outcome.status} ${outcome.at}`],
  ];
}

it('ready mappings are those of the folder', () => {
  expect(readFileSync(READY_MAPPINGS_FILE, 'utf8')).toBe(renderReadyMappings());
  expect(READY_MAPPINGS).toEqual([
    'argo-cd',
    'cloudtrail',
    'github-deployment-events',
    'github-deployments',
    'kubernetes-audit',
  ]);
  expect(readyMapping('toString')).toBeUndefined();
});

const GITHUB = [
  [
    ...['github/example/44', '2026-03-03T09:00:00.000Z', 'user:octocat', 'deployment.deploy'],
    ...['example', undefined, undefined],
  ],
  [
    ...['github/example/43', '2026-03-02T09:00:00.000Z', 'agent:release-bot[bot]'],
    ...['deployment.deploy', 'example', '2026-03-02T09:01:00.000Z'],
    'failed 2026-03-02T09:04:00.000Z',
  ],
  [
    ...['github/example/42', '2026-03-01T09:00:00.000Z', 'user:octocat', 'deployment.deploy'],
    ...['example', '2026-03-01T09:01:00.000Z', 'succeeded 2026-03-01T09:05:30.000Z'],
  ],
];

describe('ready mappings', () => {
  it("join GitHub's deployments with what came of them", async () => {
    const { rows } = await importExample('github-deployments');
    expect(rows.map(short)).toEqual(GITHUB);
    expect(rows[1]).toMatchObject({
      proposal: {
        action: { properties: { environment: 'production', sha: 'b0bacafe', production: true } },
        context: { rationale: 'Deploy request from hubot', executor: 'github' },
      },
      factors: { reversibility: 'reversible' },
      outcome: { detail: 'Deployment failed.' },
    });
  });

  it("make the same of GitHub's webhooks", async () => {
    const { rows, result } = await importExample('github-deployment-events');
    expect(rows.map(short)).toEqual([...GITHUB].reverse());
    expect(result.skipped).toBe(6);
  });

  it("read the history of Argo CD's Applications, and see what was brought back", async () => {
    const { rows } = await importExample('argo-cd');
    expect(rows.map(short)).toEqual([
      [
        ...['argo-cd/argocd/guestbook/0', '2026-03-01T10:00:00.000Z', 'agent:argo-cd'],
        ...['deployment.deploy', 'guestbook', '2026-03-01T10:00:05.000Z', undefined],
      ],
      [
        ...['argo-cd/argocd/guestbook/1', '2026-03-02T10:00:00.000Z', 'agent:argo-cd'],
        ...['deployment.deploy', 'guestbook', '2026-03-02T10:00:07.000Z'],
        'rolled_back 2026-03-02T10:30:06.000Z',
      ],
      [
        ...['argo-cd/argocd/guestbook/2', '2026-03-02T10:30:00.000Z', 'user:admin'],
        ...['deployment.deploy', 'guestbook', '2026-03-02T10:30:06.000Z', undefined],
      ],
    ]);
  });

  it('take from the audit log of Kubernetes what changed something, once', async () => {
    const { rows, result } = await importExample('kubernetes-audit');
    expect(rows.map(short)).toEqual([
      [
        ...['kubernetes/a-1', '2026-03-01T10:00:00.123Z', 'agent:agents:fixer'],
        ...['deployment.deploy', 'checkout', '2026-03-01T10:00:00.123Z', undefined],
      ],
      [
        ...['kubernetes/a-3', '2026-03-01T10:02:00.000Z', 'user:ann@example.com'],
        ...['service.scale', 'checkout', '2026-03-01T10:02:00.000Z', undefined],
      ],
      [
        ...['kubernetes/a-4', '2026-03-01T10:03:00.000Z', 'agent:agents:fixer'],
        ...['instance.terminate', 'checkout-5d9c', undefined, undefined],
      ],
      [
        ...['kubernetes/a-6', '2026-03-01T10:05:00.000Z', 'user:ann@example.com', 'iam.change'],
        ...['more', undefined, 'failed 2026-03-01T10:05:00.000Z'],
      ],
    ]);
    expect(result.skipped).toBe(3);
    expect(rows[3]!.proposal.context.onBehalfOf).toBe('user:default/bob-example.com');
    expect(rows[0]!.proposal.action.properties).toMatchObject({ authorization: 'allow' });
  });

  it("read the Records of CloudTrail's files", async () => {
    const { rows } = await importExample('cloudtrail');
    expect(rows.map(short)).toEqual([
      [
        ...['cloudtrail/e-1', '2026-03-01T10:00:00.000Z', 'agent:fixer', 'instance.terminate'],
        ...['i-0abc', '2026-03-01T10:00:00.000Z', undefined],
      ],
      [
        ...['cloudtrail/e-3', '2026-03-01T10:02:00.000Z', 'user:Alice', 'resource.delete'],
        ...['invoices', '2026-03-01T10:02:00.000Z', undefined],
      ],
      [
        ...['cloudtrail/e-4', '2026-03-01T10:03:00.000Z', 'user:Alice', 'iam.change'],
        ...['fixer', undefined, undefined],
      ],
      [
        ...['cloudtrail/e-5', '2026-03-01T10:04:00.000Z', 'agent:fixer', 'service.restart'],
        ...['ledger-db', '2026-03-01T10:04:00.000Z', undefined],
      ],
    ]);
    expect(rows[0]!.proposal.action.properties).toMatchObject({ targets: ['i-0abc', 'i-0def'] });
    expect(rows[2]!.proposal.action.properties).toMatchObject({ errorCode: 'AccessDenied' });
  });
});
