import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Person } from '../organisation/Person';
import { claimsOf, subjectOf } from './claimsOf';
import { createMemoryAdapterFactory } from './MemoryAdapter';
import { SIGN_IN_PATH } from './signInPath';

export type OidcProvider = Provider;

/** What the provider is made for. */
export interface ProviderOptions {
  issuer: string;
  people: readonly Person[];
  client: { id: string; secret: string; redirectUris: readonly string[] };
}

const HOUR = 3600;

/** Sets up npm's oidc-provider for one client and a handful of people, all in memory. */
export async function createProvider(options: ProviderOptions): Promise<OidcProvider> {
  // Published as an ES module only; this package is CommonJS.
  const { Provider, interactionPolicy } = await import('oidc-provider');
  const policy = interactionPolicy.base();
  policy
    .get('login')!
    .checks.add(
      new interactionPolicy.Check(
        'choose_person',
        'The end-user chooses who to be at every sign-in',
        (ctx: KoaContextWithOIDC) =>
          ctx.oidc.result?.login
            ? interactionPolicy.Check.NO_NEED_TO_PROMPT
            : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return new Provider(options.issuer, configuration(options, policy));
}

function configuration(
  { people, client }: ProviderOptions,
  policy: NonNullable<NonNullable<Configuration['interactions']>['policy']>,
): Configuration {
  return {
    adapter: createMemoryAdapterFactory(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        // What Backstage's OIDC module uses unless it is told otherwise.
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'groups'],
      email: ['email', 'email_verified'],
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    // Backstage reads the id token where it has no userinfo, so it carries the claims too.
    conformIdTokenClaims: false,
    findAccount: (_ctx, subject) => {
      const person = people.find(one => subjectOf(one) === subject);
      return person && { accountId: subject, claims: () => claimsOf(person) };
    },
    features: {
      devInteractions: { enabled: false },
      // With one client, a token that was found is that client's.
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    interactions: { policy, url: (_ctx, interaction) => `${SIGN_IN_PATH}/${interaction.uid}` },
    // There is one client and it is ours: nobody is asked whether it may know their name.
    loadExistingGrant: grantEverything,
    // Backstage keeps its sessions alive by refresh tokens and does not ask for offline_access.
    issueRefreshToken: (_ctx, found) => found.grantTypeAllowed('refresh_token'),
    renderError: (ctx, out) => {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `This sign-in cannot go on (${out.error}: ${out.error_description ?? 'no more is known'}). Go back to the portal and begin again.\n`;
    },
    pkce: { required: () => false },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 14 * 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 14 * 24 * HOUR,
      Session: 14 * 24 * HOUR,
    },
  };
}

async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, provider, session, params } = ctx.oidc;
  if (!client || !session?.accountId) {
    return undefined;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(String(params?.scope ?? 'openid'));
  await grant.save();
  return grant;
}

/** A key for as long as the process lives: what an old process signed is worth nothing to a new one. */
function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...(privateKey.export({ format: 'jwk' }) as JWK),
    kid: randomBytes(8).toString('hex'),
    use: 'sig',
    alg: 'RS256',
  };
}
