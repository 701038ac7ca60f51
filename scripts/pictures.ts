/**
 * `npm run pictures`: opens every page of the portal as its people see it and writes pictures to
 * `.results/pictures`; the ones that the documents show go to `docs/pictures`.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CountersignClient } from '@countersign/client';
import type { Proposal } from '@countersign/model';
import { startTestPortal } from '../test/src/e2e/startTestPortal';
import { signIn } from '../test/src/e2e/TestBrowser';
import type { Portal } from './portal/startPortal';

const results = resolve(__dirname, '../.results/pictures');
const shown = resolve(__dirname, '../docs/pictures');
const DOCUMENTED = ['queue', 'request', 'service'];

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

async function main(): Promise<void> {
  mkdirSync(results, { recursive: true });
  mkdirSync(shown, { recursive: true });
  const portal = await startTestPortal('pictures');
  try {
    await takeAll(portal, 'empty-', ['queue'], { viewport: DESKTOP });
    const request = await ask(portal);
    const pages = ['queue', 'request', 'service', 'policies', 'ledger'];
    await takeAll(portal, '', pages, { viewport: DESKTOP }, request);
    await takeAll(portal, 'dark-', pages, { viewport: DESKTOP, colorScheme: 'dark' }, request);
    await takeAll(portal, 'phone-', pages, { viewport: PHONE }, request);
    for (const name of DOCUMENTED) {
      copyFileSync(join(results, `${name}.png`), join(shown, `${name}.png`));
    }
  } finally {
    await portal.stop();
  }
}

/** Opens a few requests of different weight and returns the id of the one to look at. */
async function ask(portal: Portal): Promise<string> {
  const client = new CountersignClient({
    baseUrl: portal.countersignUrl,
    token: async () => portal.secrets.agents.deployer,
  });
  const proposals: Pick<Proposal, 'action' | 'resource' | 'context'>[] = [
    {
      action: {
        name: 'deployment.deploy',
        properties: { version: '4.2.0', hoursSinceStaging: 31 },
      },
      resource: { type: 'component', id: 'component:default/payments' },
      context: {
        rationale:
          'Release 4.2.0 mends the rounding of refunds in Swiss francs; three customers have written.',
        successCriteria: [
          { description: 'Refund totals agree with the ledger', withinMinutes: 60 },
        ],
        rollbackPlan: {
          description: 'Deploy 4.1.7 again; the schema did not change.',
          testedAt: '2026-11-19T10:12:00.000Z',
        },
      },
    },
    {
      action: { name: 'config.change', properties: { setting: 'session.ttl', value: 900 } },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: {
        rationale: 'Sessions are kept too long',
        rollbackPlan: { description: 'Set it back' },
      },
    },
    {
      action: { name: 'database.migrate', properties: { migration: '0042-split-address' } },
      resource: { type: 'resource', id: 'resource:default/ledger-db' },
      context: {
        rationale: 'Needed by 4.3',
        rollbackPlan: { description: 'Down migration 0042, tried on a copy' },
      },
    },
  ];
  const ids: string[] = [];
  for (const part of proposals) {
    const proposal: Proposal = {
      subject: { type: 'agent', id: 'deployer' },
      ...part,
      context: { ...part.context, executor: 'deploy-runner' },
    };
    const evaluation = await client.evaluate(proposal);
    if (evaluation.context.access_request) {
      ids.push((await client.submitRequest(proposal, evaluation)).task.id);
    } else {
      console.log(
        `  ${part.action.name} asks nobody: ${evaluation.context.countersign.reasons[0]}`,
      );
    }
  }
  return ids[0]!;
}

async function takeAll(
  portal: Portal,
  prefix: string,
  pages: readonly string[],
  look: Parameters<typeof signIn>[2],
  request = '',
): Promise<void> {
  const paths: Record<string, string> = {
    queue: '/countersign',
    request: `/countersign/requests/${request}`,
    service: '/catalog/default/component/payments/approvals',
    policies: '/countersign/policies',
    ledger: '/countersign/ledger',
  };
  const someone = await signIn(portal, 'Amara Osei', look);
  try {
    for (const name of pages) {
      await someone.page.goto(`${portal.appUrl}${paths[name]}`);
      // The page keeps connections open for live updates, so it is never quite idle.
      await someone.page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => undefined);
      await someone.page.waitForTimeout(2500);
      await someone.page.screenshot({ path: join(results, `${prefix}${name}.png`) });
      console.log(`  ${prefix}${name}.png`);
    }
  } finally {
    await someone.close();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
