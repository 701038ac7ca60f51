/** What the drivers say when the same work may succeed if it is done again. */
const CONTENTION = new Set([
  '40001', // PostgreSQL: serialization failure
  '40P01', // PostgreSQL: deadlock
  'SQLITE_BUSY',
]);

/** What the drivers say when there is no server to talk to. */
const ABSENCE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // a socket's file
  'ETIMEDOUT',
  '53300', // PostgreSQL: too many connections
  '57P01', // PostgreSQL: stopped by its administrator
  '57P02', // PostgreSQL: crashed
  '57P03', // PostgreSQL: starting or stopping
]);

/** Whether a transaction failed only because of others, and was rolled back. */
export function canBeRetried(error: unknown): boolean {
  return CONTENTION.has(codeOf(error));
}

/** Whether the database cannot be reached, or has no connection to give. */
export function isUnavailable(error: unknown): boolean {
  return (
    ABSENCE.has(codeOf(error)) ||
    /^08/.test(codeOf(error)) ||
    (error instanceof Error &&
      (error.name === 'KnexTimeoutError' || /Connection terminated/.test(error.message)))
  );
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
