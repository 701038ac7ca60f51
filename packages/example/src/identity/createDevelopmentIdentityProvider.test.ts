import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import {
  createDevelopmentIdentityProvider,
  type ListeningIdentityProvider,
} from './createDevelopmentIdentityProvider';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

const REDIRECT = 'http://localhost:7007/api/auth/oidc/handler/frame';

interface Metadata {
  authorization_endpoint: string;
  token_endpoint: string;
  userinfo_endpoint: string;
  revocation_endpoint: string;
  jwks_uri: string;
}
interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

/** A browser as far as this flow needs one: keeps cookies, follows redirects to the provider only. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: URL; body: string; status: number }> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(pair => pair.join('=')).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (location) {
      const next = new URL(location, url);
      return next.origin === new URL(url).origin
        ? this.go(next.href)
        : { url: next, body: '', status: response.status };
    }
    const body = await response.text();
    // A page that sends its own form on, which the provider shows when people change.
    const own = /<form method="post" action="([^"]+)"/.exec(body)?.[1];
    if (own && body.includes('document.forms[0].submit()')) {
      const fields = [...body.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
      return this.go(
        new URL(own, url).href,
        Object.fromEntries(fields.map(field => [field[1]!, field[2]!])),
      );
    }
    return { url: new URL(url), body, status: response.status };
  }
}

describe('the development identity provider', () => {
  let provider: ListeningIdentityProvider;
  let metadata: Metadata;

  beforeAll(async () => {
    provider = await createDevelopmentIdentityProvider({
      clientSecret: 'a secret: with / signs',
    }).listen({
      port: 0,
      redirectUris: [REDIRECT],
    });
    const answer = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
    metadata = (await answer.json()) as Metadata;
  });
  afterAll(() => provider.close());

  const authorize = (more: Record<string, string> = {}) =>
    `${metadata.authorization_endpoint}?${new URLSearchParams({
      client_id: provider.clientId,
      response_type: 'code',
      scope: 'openid profile email',
      redirect_uri: REDIRECT,
      state: 'the-state',
      nonce: 'the-nonce',
      ...more,
    })}`;
  const token = async (form: Record<string, string>) => {
    // Both halves are form-encoded before they are joined (RFC 6749, 2.3.1), as Backstage's client does.
    const credentials = [provider.clientId, provider.clientSecret]
      .map(part => encodeURIComponent(part).replaceAll('%20', '+'))
      .join(':');
    return fetch(metadata.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams(form),
    });
  };
  const exchange = (code: string) =>
    token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
  const signIn = async (browser: Browser, person: string, more?: Record<string, string>) => {
    const page = await browser.go(authorize(more));
    expect(page.body).toContain('Who are you today?');
    return browser.go(page.url.href, { person });
  };
  const payloadOf = (jwt: string) =>
    JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

  it('offers the people with team and role, and says what it is', async () => {
    const page = await new Browser().go(authorize());
    expect(page.body).toContain('Development provider.');
    expect(page.body).toContain('value="amara.osei"');
    expect(page.body).toContain('Head of Payments, Duty Managers');
    expect(page.body).not.toContain('type="password"');
  });

  it('walks the code flow to a signed id token and the claims Backstage needs', async () => {
    const back = await signIn(new Browser(), 'amara.osei');
    expect(back.url.origin + back.url.pathname).toBe(REDIRECT);
    expect(back.url.searchParams.get('state')).toBe('the-state');

    const answer = await exchange(back.url.searchParams.get('code')!);
    expect(answer.status).toBe(200);
    const tokens = (await answer.json()) as Tokens;

    const [header, payload, signature] = tokens.id_token.split('.') as [string, string, string];
    const { keys } = (await (await fetch(metadata.jwks_uri)).json()) as {
      keys: (JsonWebKey & { kid: string })[];
    };
    const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const key = createPublicKey({ key: keys.find(one => one.kid === kid)!, format: 'jwk' });
    expect(alg).toBe('RS256');
    expect(
      verify(
        'sha256',
        Buffer.from(`${header}.${payload}`),
        key,
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
    expect(payloadOf(tokens.id_token)).toMatchObject({
      iss: provider.issuer,
      aud: 'countersign-portal',
      sub: 'amara.osei',
      nonce: 'the-nonce',
      email: 'amara.osei@tumbleweed.example',
    });

    const userinfo = await fetch(metadata.userinfo_endpoint, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await userinfo.json()).toEqual({
      sub: 'amara.osei',
      name: 'Amara Osei',
      preferred_username: 'amara.osei',
      email: 'amara.osei@tumbleweed.example',
      email_verified: true,
      groups: ['group:default/payments', 'group:default/duty-managers'],
    });
  });

  it('refreshes and revokes', async () => {
    const back = await signIn(new Browser(), 'ben.okafor');
    const tokens = (await (await exchange(back.url.searchParams.get('code')!)).json()) as Tokens;
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(refreshed.status).toBe(200);
    const { refresh_token } = (await refreshed.json()) as Tokens;
    const credentials = Buffer.from(
      `${provider.clientId}:${encodeURIComponent(provider.clientSecret).replaceAll('%20', '+')}`,
    ).toString('base64');
    const revoked = await fetch(metadata.revocation_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ token: refresh_token }),
    });
    expect(revoked.status).toBe(200);
    expect((await token({ grant_type: 'refresh_token', refresh_token })).status).toBe(400);
  });

  it('asks again in an open session, so that one can change people', async () => {
    const browser = new Browser();
    await signIn(browser, 'amara.osei');
    const back = await signIn(browser, 'greta.holm');
    const tokens = (await (await exchange(back.url.searchParams.get('code')!)).json()) as Tokens;
    expect(payloadOf(tokens.id_token).sub).toBe('greta.holm');
  });

  it.each<Record<string, string>>([{ max_age: '0' }, { prompt: 'login' }])(
    'states when the sign-in was, for a fresh one by %j',
    async more => {
      const browser = new Browser();
      await signIn(browser, 'amara.osei');
      const before = Math.floor(Date.now() / 1000);
      const back = await signIn(browser, 'amara.osei', { max_age: '60', ...more });
      const tokens = (await (await exchange(back.url.searchParams.get('code')!)).json()) as Tokens;
      expect(payloadOf(tokens.id_token).auth_time).toBeGreaterThanOrEqual(before);
    },
  );

  it('refuses prompt=none, since somebody has to choose', async () => {
    const back = await new Browser().go(authorize({ prompt: 'none' }));
    expect(back.url.searchParams.get('error')).toBe('login_required');
  });

  it('refuses a redirect it was not given', async () => {
    const page = await new Browser().go(authorize({ redirect_uri: 'http://evil.example/' }));
    expect(page.status).toBe(400);
    expect(page.body).toContain('redirect_uri');
  });

  it('refuses a person who is not there', async () => {
    const back = await signIn(new Browser(), 'nobody');
    expect(back).toMatchObject({ status: 400, body: expect.stringContaining('begin again') });
  });

  it('refuses the form to a browser that was not shown it', async () => {
    const page = await new Browser().go(authorize());
    const stranger = await new Browser().go(page.url.href, { person: 'amara.osei' });
    expect(stranger.status).toBe(400);
  });

  it('refuses a wrong secret and a code spent twice', async () => {
    const back = await signIn(new Browser(), 'amara.osei');
    const code = back.url.searchParams.get('code')!;
    const wrong = await fetch(metadata.token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('countersign-portal:wrong')}` },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
    });
    expect(wrong.status).toBe(401);
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).status).toBe(400);
  });

  it('says so when its port is taken', async () => {
    await expect(
      createDevelopmentIdentityProvider().listen({
        port: Number(new URL(provider.issuer).port),
        redirectUris: [REDIRECT],
      }),
    ).rejects.toThrow(/port \d+ on 127\.0\.0\.1 is taken/);
  });

  describe('in production', () => {
    const environment = process.env.NODE_ENV;
    afterEach(() => {
      process.env.NODE_ENV = environment;
    });

    it('refuses to be made, and to listen', async () => {
      const made = createDevelopmentIdentityProvider();
      process.env.NODE_ENV = 'production';
      expect(() => createDevelopmentIdentityProvider()).toThrow(/NODE_ENV is production/);
      await expect(made.listen({ port: 0, redirectUris: [] })).rejects.toThrow(/NODE_ENV/);
    });
  });
});
