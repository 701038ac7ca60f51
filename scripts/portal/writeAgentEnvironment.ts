import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `countersign exec` reads, as a file for a shell to source. Readable by its owner only. */
export async function writeAgentEnvironment(
  dataDirectory: string,
  agent: { url: string; token: string; id: string; executor: string },
): Promise<void> {
  await writeFile(
    join(dataDirectory, 'agent.env'),
    [
      '# The agent of the example, for a shell: . this-file',
      `export COUNTERSIGN_URL=${agent.url}`,
      `export COUNTERSIGN_TOKEN=${agent.token}`,
      `export COUNTERSIGN_AGENT=${agent.id}`,
      `export COUNTERSIGN_EXECUTOR=${agent.executor}`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
}
