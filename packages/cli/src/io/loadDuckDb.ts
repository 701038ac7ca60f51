import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/**
 * DuckDB is large and not everybody's: it is installed beside, by whoever wants it.
 *
 * @throws CliFault where it is not.
 */
export async function loadDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new CliFault(
      ExitCode.usage,
      'DuckDB is not installed here. Install it beside countersign: npm install @duckdb/node-api',
    );
  }
}
