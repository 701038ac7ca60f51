import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadExamplePeople } from '../organisation/loadExamplePeople';
import type { Person } from '../organisation/Person';
import { createProvider, type OidcProvider } from './createProvider';
import { handleSignIn } from './handleSignIn';
import { SIGN_IN_PATH } from './signInPath';

/** How the development provider is set up. */
export interface DevelopmentIdentityProviderOptions {
  /** The portal's secret; made up when absent, and then told by `listen`. */
  clientSecret?: string;
  /** Who can sign in; the example organisation's people by default. */
  people?: readonly Person[];
}

/** Where the provider answers. */
export interface ListenOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Where the portal may be sent back to: `…/api/auth/oidc/handler/frame`. */
  redirectUris: readonly string[];
}

/** A provider that answers. */
export interface ListeningIdentityProvider {
  /** Its metadata is at `${issuer}/.well-known/openid-configuration`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Stops answering and forgets every session. */
  close(): Promise<void>;
}

/** The one client of the development provider. */
export const DEVELOPMENT_CLIENT_ID = 'countersign-portal';

/**
 * An OpenID Connect provider for development, on loopback and in memory. Everybody signs in as
 * whomever they choose, without a password: it proves nothing about who sits there. What it does show is
 * the real flow: authorization code, signed id tokens, refresh, revocation, `max_age` and
 * `prompt=login`, by a certified implementation (npm's oidc-provider).
 *
 * It always asks who signs in, even in an open session, because changing people is what one does
 * with an example.
 *
 * @throws Error when NODE_ENV is production
 */
export function createDevelopmentIdentityProvider(
  options: DevelopmentIdentityProviderOptions = {},
): { listen(at: ListenOptions): Promise<ListeningIdentityProvider> } {
  refuseProduction();
  return { listen: at => listen(options, at) };
}

function refuseProduction(): void {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The development identity provider lets everybody sign in as anybody, so it does not start when NODE_ENV is production. Configure your own OpenID Connect provider in auth.providers.oidc.',
    );
  }
}

async function listen(
  options: DevelopmentIdentityProviderOptions,
  { port, redirectUris }: ListenOptions,
): Promise<ListeningIdentityProvider> {
  refuseProduction();
  const people = options.people ?? loadExamplePeople();
  const clientSecret = options.clientSecret ?? randomBytes(24).toString('base64url');
  // The issuer's name contains the port, so the port is taken before the provider is made.
  const server = await bind(port);
  // 127.0.0.1 and not localhost: cookies do not know ports, and the portal's are on localhost.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await createProvider({
    issuer,
    people,
    client: { id: DEVELOPMENT_CLIENT_ID, secret: clientSecret, redirectUris },
  });
  server.on('request', requestListener(provider, people));
  return { issuer, clientId: DEVELOPMENT_CLIENT_ID, clientSecret, close: () => close(server) };
}

function requestListener(provider: OidcProvider, people: readonly Person[]) {
  const protocol = provider.callback();
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (!request.url?.startsWith(`${SIGN_IN_PATH}/`)) {
      void protocol(request, response);
      return;
    }
    handleSignIn({ provider, people, request, response }).catch((error: unknown) => {
      // Almost always a page that was left open for too long; the library's error says which.
      const text = error instanceof Error ? error.message : 'unknown error';
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`This sign-in cannot go on (${text}). Close the page and begin again.\n`);
    });
  };
}

function bind(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `The development identity provider cannot start: port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another port.`,
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
