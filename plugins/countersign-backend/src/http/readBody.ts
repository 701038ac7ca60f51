import {
  DEFAULT_JSON_LIMITS,
  JsonFault,
  Problem,
  readJson,
  type JsonValue,
} from '@countersign/model';
import type { Request } from 'express';
import type { z } from 'zod';
import { explainIssues } from './explainIssues';

/**
 * Reads a request's body strictly: at most 256 KB and 32 levels, no key twice, no integer beyond
 * 2^53, UTF-8 only; then checks it. Whether unknown members are refused is the schema's business.
 *
 * @throws Problem `body_too_large`, `malformed_body` or `invalid_member`, before anything is written
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const value = parse(await text(request));
  const checked = schema.safeParse(value);
  if (!checked.success) {
    const errors = explainIssues(checked.error);
    throw new Problem(
      'invalid_member',
      `The body has ${errors.length === 1 ? 'a member' : 'members'} that cannot be used, so nothing was done: see errors for each.`,
      errors,
    );
  }
  return checked.data;
}

/** For bodies that may be left out: an empty one reads as an empty object. */
export async function readOptionalBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const length = request.headers['content-length'];
  const absent = request.headers['transfer-encoding'] === undefined && !Number(length ?? 0);
  return absent ? schema.parse({}) : readBody(request, schema);
}

function parse(body: string): JsonValue {
  try {
    const value = readJson(body);
    refuseProto(value);
    return value;
  } catch (error) {
    if (error instanceof JsonFault) {
      throw new Problem(
        error.code === 'too_large' ? 'body_too_large' : 'malformed_body',
        `${error.message}${error.code === 'too_large' ? '' : ` (at character ${error.offset + 1})`}. Nothing was done.`,
      );
    }
    throw error;
  }
}

/**
 * JSON may name a member `__proto__`; JavaScript's copies of an object lose it. An action whose
 * digest leaves out a parameter is not the action that runs, so the name is refused.
 */
function refuseProto(value: JsonValue): void {
  if (Array.isArray(value)) {
    value.forEach(refuseProto);
  } else if (value !== null && typeof value === 'object') {
    if (Object.hasOwn(value, '__proto__')) {
      throw new Problem('invalid_member', 'A member is named __proto__, which is not accepted.');
    }
    Object.values(value).forEach(member => refuseProto(member as JsonValue));
  }
}

async function text(request: Request): Promise<string> {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem(
      'malformed_body',
      'The body must be JSON and say so: send the header Content-Type: application/json.',
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is still read, so that the caller gets the answer instead of a broken connection,
    // and is forgotten; what goes on far beyond is cut off.
    if (size <= DEFAULT_JSON_LIMITS.maxBytes) {
      chunks.push(chunk);
    } else if (size > 16 * DEFAULT_JSON_LIMITS.maxBytes) {
      break;
    }
  }
  if (size > DEFAULT_JSON_LIMITS.maxBytes) {
    throw new Problem(
      'body_too_large',
      `The body is larger than ${DEFAULT_JSON_LIMITS.maxBytes} bytes. Nothing was done; send large payloads as a digest.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Problem('malformed_body', 'The body is not UTF-8. Nothing was done.');
  }
}
