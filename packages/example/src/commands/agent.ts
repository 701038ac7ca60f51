/**
 * Runs the live agent of the example organisation until it is told to stop (SIGTERM or Ctrl+C):
 *
 *   COUNTERSIGN_URL=http://localhost:7007/api/countersign COUNTERSIGN_TOKEN=… \
 *     npx tsx packages/example/src/commands/agent.ts
 *
 * COUNTERSIGN_EXECUTOR_TOKEN  token of its executor, where that is another program (default: its own)
 * COUNTERSIGN_AGENT           remediator (default) or deployer
 * COUNTERSIGN_SEED            makes its proposals repeatable
 * COUNTERSIGN_PAUSE_SECONDS   mean pause between two proposals (default 25)
 */
import { CountersignClient } from '@countersign/client';
import { runLiveAgent } from '../agent/runLiveAgent';

async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const { COUNTERSIGN_URL: baseUrl, COUNTERSIGN_TOKEN: token } = env;
  const executorToken = env.COUNTERSIGN_EXECUTOR_TOKEN;
  const agent = env.COUNTERSIGN_AGENT ?? 'remediator';
  const pauseSeconds = Number(env.COUNTERSIGN_PAUSE_SECONDS ?? 25);
  if (!baseUrl || !token) {
    console.error(
      'Set COUNTERSIGN_URL to …/api/countersign and COUNTERSIGN_TOKEN to the token of the agent.',
    );
    return 2;
  }
  if (agent !== 'remediator' && agent !== 'deployer') {
    console.error(
      `COUNTERSIGN_AGENT is "${agent}"; the example has the agents remediator and deployer.`,
    );
    return 2;
  }
  if (!(pauseSeconds > 0)) {
    console.error('COUNTERSIGN_PAUSE_SECONDS must be a number above 0.');
    return 2;
  }
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.once(name, () => stop.abort());
  }
  await runLiveAgent({
    client: new CountersignClient({ baseUrl, token: async () => token }),
    ...(executorToken && {
      executor: new CountersignClient({ baseUrl, token: async () => executorToken }),
    }),
    agent,
    ...(env.COUNTERSIGN_SEED && { seed: env.COUNTERSIGN_SEED }),
    pauseMs: pauseSeconds * 1000,
    signal: stop.signal,
    log: line => console.log(`${new Date().toISOString()} ${line}`),
  });
  console.log(`${new Date().toISOString()} ${agent}: stopped`);
  return 0;
}

main(process.env).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
