/**
 * Whether an error comes of damaged gzip data. Node's versions wrap it differently and agree on
 * zlib's code; the class is not asked, since errors cross realms.
 */
export function isGzipError(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return String(code).startsWith('Z_') || (cause !== undefined && isGzipError(cause));
}
