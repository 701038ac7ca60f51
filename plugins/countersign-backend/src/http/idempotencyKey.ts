import { Problem } from '@countersign/model';
import type { Request } from 'express';

/** The `Idempotency-Key` header, if it was sent. */
export function idempotencyKey(request: Request): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    return undefined;
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Problem(
      'invalid_member',
      'The Idempotency-Key must be 1 to 200 visible ASCII characters, such as a UUID.',
    );
  }
  return key;
}

/** @throws Problem `idempotency_key_missing` */
export function requireIdempotencyKey(request: Request): string {
  const key = idempotencyKey(request);
  if (key === undefined) {
    throw new Problem(
      'idempotency_key_missing',
      'This write needs an Idempotency-Key header, so that a repetition is not a second one. Send a fresh UUID.',
    );
  }
  return key;
}
