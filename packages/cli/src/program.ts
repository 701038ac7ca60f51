import { Command } from 'commander';
import { addCatalogExport } from './commands/catalogExport';
import { addExec } from './commands/exec';
import { addPolicyCheck } from './commands/policyCheck';
import { addPolicyReplay } from './commands/policyReplay';
import { addPolicySql } from './commands/policySql';
import { addPolicyTest } from './commands/policyTest';
import { addRecordingsExport } from './commands/recordingsExport';
import { addRecordingsImport } from './commands/recordingsImport';
import { addRecordingsPull } from './commands/recordingsPull';
import { addRecordingsParquet } from './commands/recordingsParquet';
import type { Terminal } from './io/Terminal';

/** The commands and their options. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('countersign')
    .description('Decides which actions agents may run by themselves, and which need a person.')
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(countersign --help says what there is)');
  const policy = program
    .command('policy')
    .description('check and test policies, and replay the past');
  addPolicyCheck(policy, terminal);
  addPolicyTest(policy, terminal);
  addPolicyReplay(policy, terminal);
  addPolicySql(policy, terminal);
  const recordings = program
    .command('recordings')
    .description('import, pull and export recordings');
  addRecordingsImport(recordings, terminal);
  addRecordingsPull(recordings, terminal);
  addRecordingsExport(recordings, terminal);
  addRecordingsParquet(recordings, terminal);
  const catalog = program.command('catalog').description('snapshots to check policies against');
  addCatalogExport(catalog, terminal);
  addExec(program, terminal);
  return program;
}
