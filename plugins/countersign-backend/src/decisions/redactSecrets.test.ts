import type { JsonObject } from '@countersign/model';
import { REDACTED, redactSecrets } from './redactSecrets';

const redact = (properties: JsonObject, rationale?: string) =>
  redactSecrets({
    subject: { type: 'agent', id: 'ops' },
    action: { name: 'service.restart', properties },
    resource: { type: 'component', id: 'component:default/payments' },
    context: { rationale },
  });

describe('redactSecrets', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['by name', { password: 'hunter2', replicas: 3 }, { password: REDACTED, replicas: 3 }],
    [
      'by name, in any case',
      { dbPASSWORD: 'x', api_key: 1 },
      { dbPASSWORD: REDACTED, api_key: REDACTED },
    ],
    [
      'below a name',
      { credentials: { user: 'a', keys: ['b'] } },
      { credentials: { user: REDACTED, keys: [REDACTED] } },
    ],
    [
      'not what is only about one',
      { secretName: 'db', tokenId: '7' },
      { secretName: 'db', tokenId: '7' },
    ],
    ['not what a flag says', { secretRotation: true }, { secretRotation: true }],
    [
      'in an argument vector',
      { argv: ['run', '--token', 'abc', '--dry'] },
      { argv: ['run', '--token', REDACTED, '--dry'] },
    ],
    ['in a joined argument', { argv: ['--password=abc'] }, { argv: [`--password=${REDACTED}`] }],
    ['in a URL', { url: 'postgres://app:s3cret@db/x' }, { url: `postgres://app:${REDACTED}@db/x` }],
    [
      'a token by its form',
      { note: `use ghp_${'a'.repeat(36)} now` },
      { note: `use ${REDACTED} now` },
    ],
    [
      'a private key',
      { pem: '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----' },
      { pem: REDACTED },
    ],
  ])('replaces a secret %s', (_how, given, expected) => {
    expect(redact(given).action.properties).toEqual(expected);
  });

  it('replaces a secret in prose and leaves the prose', () => {
    expect(redact({}, 'curl -H "Authorization: Bearer abcdef123456"').context.rationale).toBe(
      `curl -H "Authorization: Bearer ${REDACTED}"`,
    );
  });

  it('gives the same for the same, and changes nothing in place', () => {
    const properties = { password: 'a' };
    expect(redact(properties)).toEqual(redact(properties));
    expect(properties).toEqual({ password: 'a' });
  });
});
