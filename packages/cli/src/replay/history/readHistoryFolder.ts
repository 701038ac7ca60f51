import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PolicyHistory, PolicyHistoryFault } from '@countersign/replay';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { CliFault } from '../../CliFault';
import { ExitCode } from '../../ExitCode';
import { readPolicies } from '../../policies/readPolicies';
import type { LoadedHistory } from './LoadedHistory';
import { versionOf } from './versionOf';

/** The file in a folder of versions that says when each was in force. */
export const MANIFEST = 'history.yaml';

const instantSchema = z
  .union([z.string(), z.date()])
  .transform(value => new Date(value).getTime())
  .refine(time => !Number.isNaN(time), 'must be an instant, such as 2024-07-01T09:00:00Z');

const manifestSchema = z.strictObject({
  versions: z
    .array(
      z.strictObject({
        name: z.string().min(1).optional(),
        since: instantSchema,
        until: instantSchema.optional(),
        policies: z.array(z.string().min(1)).min(1),
      }),
    )
    .min(1),
});

/**
 * Reads versions from a folder: `history.yaml` names for each when it was in force and its files and
 * folders beside the manifest.
 *
 * @throws CliFault when there is no manifest, or it does not say so.
 */
export async function readHistoryFolder(folder: string): Promise<LoadedHistory> {
  const file = join(folder, MANIFEST);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliFault(
      ExitCode.usage,
      `There is no ${file}. It says which policies in the folder were in force when; docs/replay.md shows one.`,
    );
  });
  const document = parseDocument(text);
  const [syntax] = document.errors;
  const manifest = manifestSchema.safeParse(syntax ? undefined : document.toJS());
  if (!manifest.success) {
    const [{ path, message }] = manifest.error.issues as [z.core.$ZodIssue];
    const what = syntax?.message ?? `${path.join('.')}: ${message}`;
    throw new CliFault(
      ExitCode.usage,
      `${file} does not say which policies were in force: ${what}`,
    );
  }
  const versions = await Promise.all(
    manifest.data.versions.map(async ({ name, since, until, policies }) => {
      const parsed = await readPolicies(policies.map(path => join(folder, path)));
      const times = { name: name ?? policies.join(' '), since, ...(until && { until }) };
      return { parsed, version: versionOf(times, parsed) };
    }),
  );
  try {
    return {
      history: new PolicyHistory(versions.map(({ version }) => version)),
      parsed: versions.flatMap(({ parsed }) => parsed),
    };
  } catch (error) {
    if (error instanceof PolicyHistoryFault) {
      throw new CliFault(ExitCode.usage, `${file}: ${error.message}`);
    }
    throw error;
  }
}
