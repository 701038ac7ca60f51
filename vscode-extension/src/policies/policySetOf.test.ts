import { policySetOf, type PolicyFile } from './policySetOf';

const guardrail = (path: string): PolicyFile => ({ path, guardrail: true });
const scope = (path: string): PolicyFile => ({ path, guardrail: false });

describe('policySetOf', () => {
  it('takes all policies in and below the folder of the guardrail', () => {
    const files = [
      guardrail('/ws/policies/organisation.policy.yaml'),
      scope('/ws/policies/scopes/payments.policy.yaml'),
      scope('/ws/policies/scopes/search.policy.yaml'),
      scope('/ws/elsewhere/other.policy.yaml'),
    ];
    expect(policySetOf('/ws/policies/scopes/search.policy.yaml', files)).toEqual({
      folder: '/ws/policies',
      paths: files.slice(0, 3).map(file => file.path),
      hasGuardrail: true,
    });
  });

  it('leaves out what has a guardrail of its own further down', () => {
    const files = [
      guardrail('/ws/a.policy.yaml'),
      guardrail('/ws/examples/b.policy.yaml'),
      scope('/ws/examples/c.policy.yaml'),
    ];
    expect(policySetOf('/ws/a.policy.yaml', files).paths).toEqual(['/ws/a.policy.yaml']);
    expect(policySetOf('/ws/examples/c.policy.yaml', files).paths).toEqual([
      '/ws/examples/b.policy.yaml',
      '/ws/examples/c.policy.yaml',
    ]);
  });

  it('says that a folder without a guardrail has none', () => {
    const files = [
      scope('/ws/a/one.policy.yaml'),
      scope('/ws/a/two.policy.yaml'),
      scope('/ws/b/three.policy.yaml'),
    ];
    expect(policySetOf('/ws/a/one.policy.yaml', files)).toEqual({
      folder: '/ws/a',
      paths: ['/ws/a/one.policy.yaml', '/ws/a/two.policy.yaml'],
      hasGuardrail: false,
    });
  });

  it('finds a guardrail at the very root', () => {
    const files = [guardrail('/top.policy.yaml'), scope('/x/y.policy.yaml')];
    expect(policySetOf('/x/y.policy.yaml', files)).toMatchObject({
      folder: '',
      hasGuardrail: true,
    });
  });
});
