import type { ProblemDocument } from '@countersign/model';
import { CountersignError } from './CountersignError';
import { CountersignUnreachable } from './CountersignUnreachable';

/** What it takes to reach a Countersign. */
export interface TransportOptions {
  /** Where the plugin lives, such as `http://localhost:7007/api/countersign`. */
  baseUrl: string;
  /** The platform's own when absent. */
  fetch?: typeof fetch;
  /** Gives the bearer token for each call; none is sent when it gives nothing. */
  token?: () => Promise<string | undefined>;
}

/** One call. */
export interface Call {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  idempotencyKey?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** Turns calls into HTTP, and answers that are not 2xx into errors. */
export class Transport {
  private readonly base: string;

  constructor(private readonly options: TransportOptions) {
    this.base = options.baseUrl.replace(/\/+$/, '');
  }

  /**
   * @returns the answer, whose body is not read yet.
   * @throws CountersignError for a problem document, CountersignUnreachable when there is no
   * answer or a gateway's; the signal's reason when it was aborted.
   */
  async send(call: Call): Promise<Response> {
    const url = this.url(call);
    const token = await this.options.token?.();
    const headers: Record<string, string> = { accept: call.accept ?? 'application/json' };
    if (token) {
      headers.authorization = `Bearer ${token}`;
    }
    if (call.body !== undefined) {
      headers['content-type'] = 'application/json';
    }
    if (call.idempotencyKey) {
      headers['idempotency-key'] = call.idempotencyKey;
    }
    let response: Response;
    try {
      // Called without a receiver: a browser's fetch refuses to be a method of something else.
      const send = this.options.fetch ?? fetch;
      response = await send(url, {
        method: call.method ?? 'GET',
        headers,
        body: call.body === undefined ? undefined : JSON.stringify(call.body),
        signal: call.signal,
      });
    } catch (error) {
      call.signal?.throwIfAborted();
      throw new CountersignUnreachable(this.base, { cause: error });
    }
    if (!response.ok) {
      throw await this.refusal(response);
    }
    return response;
  }

  /** As {@link send}, with the body read as JSON. */
  async json<T>(call: Call): Promise<T> {
    const response = await this.send(call);
    try {
      return (await response.json()) as T;
    } catch (error) {
      call.signal?.throwIfAborted();
      throw new CountersignUnreachable(this.base, { cause: error });
    }
  }

  private url(call: Call): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) {
        query.set(name, String(value));
      }
    }
    const text = query.toString();
    return `${this.base}/${call.path}${text && `?${text}`}`;
  }

  private async refusal(response: Response): Promise<Error> {
    const text = await response.text().catch(() => '');
    const document = readProblem(text, response.status);
    if (document) {
      return new CountersignError(document);
    }
    // A gateway's own page: whatever stands behind it did not answer.
    if (response.status >= 502 && response.status <= 504) {
      return new CountersignUnreachable(this.base);
    }
    return new CountersignError({
      type: 'about:blank',
      title: response.statusText,
      status: response.status,
      detail: `${this.base} answered with HTTP ${response.status} and no problem document; something other than Countersign may be listening there.`,
    });
  }
}

function readProblem(text: string, status: number): ProblemDocument | undefined {
  try {
    const body = JSON.parse(text) as Partial<ProblemDocument> & { error?: { message?: string } };
    if (typeof body.type === 'string' && typeof body.title === 'string') {
      return { detail: body.title, status, ...body } as ProblemDocument;
    }
    // Backstage's own error body, as its middleware in front of the plugin writes it.
    if (typeof body.error?.message === 'string') {
      const type = status === 401 ? 'urn:countersign:problem:unauthenticated' : 'about:blank';
      return { type, title: 'refused', status, detail: body.error.message };
    }
  } catch {
    // Not JSON.
  }
  return undefined;
}
