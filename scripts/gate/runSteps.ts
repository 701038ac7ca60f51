import { spawn } from 'node:child_process';

/** A command that must succeed. */
export interface Step {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
}

/** Runs steps one after another, all of them even when one fails, so that one run shows every fault. */
export async function runSteps(steps: readonly Step[]): Promise<string[]> {
  const failed: string[] = [];
  for (const step of steps) {
    const began = Date.now();
    console.log(`\n── ${step.name}`);
    const code = await run(step);
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    console.log(`── ${step.name}: ${code === 0 ? 'good' : 'FAILED'} (${seconds} s)`);
    if (code !== 0) {
      failed.push(step.name);
    }
  }
  return failed;
}

function run(step: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(step.command, step.args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...step.env },
    });
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
