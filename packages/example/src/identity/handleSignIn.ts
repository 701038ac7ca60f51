import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Person } from '../organisation/Person';
import { subjectOf } from './claimsOf';
import type { OidcProvider } from './createProvider';
import { signInPage } from './signInPage';

/** The form holds one name of at most 63 characters. */
const MAX_BODY_BYTES = 4096;

/**
 * Shows who can sign in (GET), and signs in who was chosen (POST). The interaction is bound to the
 * browser by the provider's own signed cookie.
 *
 * @throws what the provider throws for an interaction that is not there or not this browser's
 */
export async function handleSignIn({
  provider,
  people,
  request,
  response,
}: {
  provider: OidcProvider;
  people: readonly Person[];
  request: IncomingMessage;
  response: ServerResponse;
}): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    });
    response.end(signInPage(people, uid));
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(405, { allow: 'GET, POST' }).end();
    return;
  }
  const chosen = new URLSearchParams(await readBody(request)).get('person');
  const person = people.find(one => subjectOf(one) === chosen);
  if (!person) {
    throw new Error('nobody of that name works here');
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: subjectOf(person), amr: ['none'], remember: false } },
    { mergeWithLastSubmission: false },
  );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error('the form is too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
