import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createMockDirectory, mockServices } from '@backstage/backend-test-utils';
import { createDatabaseStore, type CountersignStore } from '@countersign/store';
import { readSettings } from './config/readSettings';
import { openFileKeys } from './keys/openFileKeys';
import { GitPolicySource } from './policies/GitPolicySource';
import { databases } from './__testUtils__/eachDatabase';
import { GUARDRAIL, PAYMENTS_POLICY } from './__testUtils__/organisation';
import { restart, startTestPortal, type TestPortal } from './__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: TestPortal;
  afterEach(() => portal?.stop());

  it('with no configuration it observes and blocks nothing', async () => {
    portal = await startTestPortal(await databases.init(databaseId), {
      config: { enforcement: {}, policies: {} },
    });
    const client = portal.client('agent');
    const proposal = restart('payments-api');
    const evaluation = await client.evaluate(proposal);
    expect(evaluation).toMatchObject({
      decision: true,
      context: {
        countersign: {
          decision: 'require_approval',
          enforcement: 'observe',
          observed: true,
          grant: { id: expect.any(String) },
        },
      },
    });
    const grant = await client.waitForGrant(evaluation.context.countersign.grant!.id);
    expect(grant.observed).toBe(true);
    const { subject, action, resource } = proposal;
    const redemption = {
      grant: grant.grant!,
      executionId: 'first',
      action: { subject, action, resource, executor: 'ops-exec' },
    };
    expect(await client.redeem(grant.id, redemption)).toMatchObject({
      observed: { decision: 'require_approval', wouldHaveRefused: ['more_required'] },
    });
    // What is forged or spent is refused in an observed scope too.
    await expect(
      client.redeem(grant.id, { ...redemption, executionId: 'second' }),
    ).rejects.toMatchObject({ problemType: 'spent' });
    await expect(client.submitRequest(proposal, evaluation)).rejects.toThrow(TypeError);
    expect(await portal.client('ada').status()).toMatchObject({
      policies: { inForce: 0 },
      enforcement: { default: 'observe' },
    });
  });

  it('observes where a scope says so, and only there', async () => {
    portal = await startTestPortal(await databases.init(databaseId), {
      config: {
        enforcement: {
          default: 'enforce',
          scopes: [{ component: 'component:default/payments-api', mode: 'observe' }],
        },
      },
    });
    const client = portal.client('agent');
    expect((await client.evaluate(restart('payments-api'))).decision).toBe(true);
    const purge = (component: string) =>
      client.evaluate(restart(component, { name: 'data.purge' }));
    expect(await purge('payments-api')).toMatchObject({
      decision: true,
      context: { countersign: { decision: 'deny', observed: true } },
    });
    expect((await purge('playground')).decision).toBe(false);
  });

  it('a broken policy file seeds nothing, fails closed, and the portal says so', async () => {
    portal = await startTestPortal(await databases.init(databaseId), {
      policies: {
        'guardrail.policy.yaml': GUARDRAIL,
        'broken.policy.yaml': PAYMENTS_POLICY.replace(
          'decision: require_approval',
          'decision: mayb',
        ),
      },
    });
    await expect(portal.client('agent').evaluate(restart('playground'))).rejects.toMatchObject({
      problemType: 'policies_not_in_force',
      status: 503,
    });
    const { policies } = await portal.client('ada').status();
    expect(policies).toMatchObject({
      inForce: 0,
      fault: { message: expect.stringContaining('none of them was put in force') },
    });
    expect(policies.fault!.faults.join()).toMatch(/broken\.policy\.yaml:\d+:\d+: error/);
    expect((await portal.send(undefined, 'v1/health')).status).toBe(503);
    expect((await portal.client('agent').status()).policies.fault!.faults).toEqual([]);
  });

  describe('a repository of policies', () => {
    let store: CountersignStore;
    let files: Record<string, string>;
    const readTree = jest.fn(async (_url: string, options?: { etag?: string }) => {
      const etag = JSON.stringify(files).length.toString();
      if (options?.etag === etag) {
        throw Object.assign(new Error('not modified'), { name: 'NotModifiedError' });
      }
      return {
        etag,
        files: async () =>
          Object.entries(files).map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
      };
    });
    const source = () =>
      new GitPolicySource({
        url: 'https://git.example.com/policies',
        reader: mockServices.urlReader.mock({ readTree: readTree as never }),
        reads: store,
        transact: work => store.transaction(work),
        logger: mockServices.logger.mock(),
      });

    it('puts in force what it has, and keeps the last good version', async () => {
      store = await createDatabaseStore({ knex: await databases.init(databaseId) });
      const names = async () => (await store.policiesInForce()).map(version => version.name);
      const git = source();
      files = { 'guardrail.policy.yaml': GUARDRAIL };
      await git.poll();
      expect(await names()).toEqual(['guardrail']);
      await git.poll();
      expect(await store.policyRevision()).toBe(1);

      files['payments.policy.yaml'] = 'apiVersion: nonsense';
      await git.poll();
      expect(await names()).toEqual(['guardrail']);
      expect((await store.policyFault())?.message).toContain('faults');

      readTree.mockRejectedValueOnce(new Error('no route to host'));
      await git.poll();
      expect((await store.policyFault())?.message).toContain('cannot be read');

      files['payments.policy.yaml'] = PAYMENTS_POLICY;
      await git.poll();
      expect(await names()).toEqual(['guardrail', 'payments']);
      expect(await store.policyFault()).toBeUndefined();
      const [publication] = await store.policyHistory('payments');
      expect(publication).toMatchObject({
        publication: { source: 'git', reference: expect.stringContaining('git.example.com') },
      });
    });
  });
});

describe('signing keys', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  const open = (folder: string) =>
    openFileKeys(directory.resolve(folder), 'example.com/log', logger);

  it('are made once, for nobody else to read, and by one of several that start at once', async () => {
    const [first, second] = await Promise.all([open('keys'), open('keys')]);
    expect((await open('keys')).ledgerVerifierKey).toBe(first!.ledgerVerifierKey);
    expect(second!.ledgerVerifierKey).toBe(first!.ledgerVerifierKey);
    expect(second!.jwks).toEqual(first!.jwks);
    expect(JSON.stringify(first!.jwks)).not.toContain('"d"');
    for (const name of ['ledger.seed', 'grants.jwk.json']) {
      expect((await stat(directory.resolve('keys', name))).mode & 0o777).toBe(0o600);
    }
  });

  it('are refused when others can read them, or they are no keys', async () => {
    await mkdir(directory.resolve('open'));
    await writeFile(directory.resolve('open/ledger.seed'), 'AAAA', { mode: 0o644 });
    await expect(open('open')).rejects.toThrow('Others on this machine can read');
    await mkdir(directory.resolve('bad'));
    await writeFile(directory.resolve('bad/ledger.seed'), 'AAAA', { mode: 0o600 });
    await expect(open('bad')).rejects.toThrow('not a signing key');
  });

  it('sign tokens that are never taken for another kind', async () => {
    const { tokens } = await open('keys');
    const token = await tokens.sign('countersign-binding+jwt', { a: 1 });
    expect(await tokens.verify('countersign-binding+jwt', token)).toEqual({ a: 1 });
    expect(await tokens.verify('countersign-grant+jwt', token)).toBeUndefined();
  });
});

describe('readSettings', () => {
  const read = (countersign: object) =>
    readSettings(mockServices.rootConfig({ data: { countersign } as never }));

  it('needs nothing', () => {
    expect(readSettings(mockServices.rootConfig({ data: {} }))).toMatchObject({
      enforcement: { default: 'observe', scopes: [] },
      policies: { source: 'registry' },
      ledger: { origin: 'localhost/countersign' },
    });
  });

  it('names every member at fault', () => {
    expect(() =>
      read({
        enforcment: {},
        agents: [{ id: 'a', principal: 'plugin:mcp-actions', owner: 'payments' }],
      }),
    ).toThrow(
      /countersign\.agents\.0\.principal: must be the subject[\s\S]*countersign\.agents\.0\.owner: must be a full entity[\s\S]*enforcment/,
    );
  });
});
