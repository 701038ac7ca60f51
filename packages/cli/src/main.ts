import { CommanderError } from 'commander';
import { CliFault } from './CliFault';
import { ExitCode } from './ExitCode';
import { createTerminal } from './io/Terminal';
import { createProgram } from './program';
import { describeFault } from './describeFault';

/**
 * Runs `countersign` with these arguments, without the program's name. Sets the process's exit
 * code and never throws.
 */
export async function main(args: readonly string[]): Promise<void> {
  // `countersign … | head` closes our output early: that is no fault of anybody's.
  process.stdout.on('error', error => {
    process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? ExitCode.ok : ExitCode.faults);
  });
  const terminal = createTerminal(process.stdout, process.stderr);
  try {
    const program = createProgram(terminal);
    await program.parseAsync(args as string[], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has said what is wrong; help and version are no faults.
      process.exitCode = error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
      return;
    }
    const { exitCode, message } = error instanceof CliFault ? error : describeFault(error);
    terminal.note(message);
    process.exitCode = exitCode;
  } finally {
    terminal.clearProgress();
  }
}
