import type { Command } from 'commander';
import { CountersignClient } from '@countersign/client';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** Options of every command that talks to the portal. */
export interface PortalOptions {
  url?: string;
}

/**
 * Adds `--url`. Tokens come from the environment only: arguments can be read by every process of
 * the machine.
 */
export function addPortalOptions(command: Command): Command {
  return command.option(
    '--url <url>',
    "Countersign's address, ending in /api/countersign; or COUNTERSIGN_URL",
  );
}

/** The address, or `undefined` when none is given anywhere. */
export function portalUrl({ url }: PortalOptions): string | undefined {
  return url ?? (process.env.COUNTERSIGN_URL || undefined);
}

/** A client that presents the token of this variable. @throws CliFault when no address is given. */
export function clientOf(options: PortalOptions, tokenVariable: string): CountersignClient {
  const baseUrl = portalUrl(options);
  if (!baseUrl) {
    throw new CliFault(
      ExitCode.usage,
      'Where is Countersign? Give --url or COUNTERSIGN_URL, such as http://localhost:7007/api/countersign.',
    );
  }
  if (!URL.canParse(baseUrl)) {
    throw new CliFault(
      ExitCode.usage,
      `"${baseUrl}" is no address. It starts with http:// or https://.`,
    );
  }
  return new CountersignClient({
    baseUrl,
    token: async () => process.env[tokenVariable] || undefined,
  });
}
