/**
 * Whether an error comes of damaged compressed data. Node's versions wrap it differently and agree on
 * the library's code; the class is not asked, since errors cross realms.
 */
export function isCompressionError(error: unknown): boolean {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  return /^(Z_|ZSTD_)/.test(String(code)) || (cause !== undefined && isCompressionError(cause));
}
