/**
 * The command `countersign`. `bin/countersign.mjs` calls {@link main}; each command is a file in
 * `commands/`, and every way to end is in {@link ExitCode}.
 *
 * @packageDocumentation
 */
export { main } from './main';
export { ExitCode } from './ExitCode';
