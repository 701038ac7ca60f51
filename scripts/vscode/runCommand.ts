import { spawn, type SpawnOptions } from 'child_process';

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws Error with the last lines of its output when it exits with anything but 0.
 */
export function runCommand(
  command: string,
  args: string[],
  options: SpawnOptions = {},
): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout!.on('data', collect);
    child.stderr!.on('data', collect);
    child.on('error', failed);
    child.on('close', code => {
      if (code === 0) {
        done(output);
        return;
      }
      const tail = output.trimEnd().split('\n').slice(-20).join('\n');
      failed(new Error(`${command} ${args.join(' ')} exited with ${code}:\n${tail}`));
    });
  });
}
