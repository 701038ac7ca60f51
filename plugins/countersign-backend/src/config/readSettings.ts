import type { RootConfigService } from '@backstage/backend-plugin-api';
import { settingsSchema, type Settings } from './Settings';

/**
 * Reads `countersign` and what it needs of the rest of the configuration.
 *
 * @throws Error that names every member at fault; the backend does not start with half a registry.
 */
export function readSettings(config: RootConfigService): Settings {
  const read = settingsSchema.safeParse(config.getOptional('countersign') ?? {});
  if (!read.success) {
    const faults = read.error.issues.map(issue => {
      const path = ['countersign', ...issue.path.map(String)].join('.');
      return `${path}: ${issue.message}`;
    });
    throw new Error(`The configuration of Countersign cannot be used:\n  ${faults.join('\n  ')}`);
  }
  const backendUrl = config.getOptionalString('backend.baseUrl');
  const host = backendUrl === undefined ? 'localhost' : new URL(backendUrl).host;
  return {
    ...read.data,
    ledger: { origin: read.data.ledger.origin ?? `${host}/countersign` },
    appUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(/\/+$/, ''),
  };
}
