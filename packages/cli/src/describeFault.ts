import { CountersignError, CountersignUnreachable } from '@countersign/client';
import { PullInterrupted, RecordingSetFault, RowFault, TableFault } from '@countersign/recordings';
import { CliFault } from './CliFault';
import { ExitCode } from './ExitCode';

/** Problem types that say who is asking is wrong, not what is asked. */
const NOT_ACCEPTED = new Set([
  'unauthenticated',
  'unregistered_caller',
  'unregistered_executor',
  'not_permitted',
  'not_a_person',
]);

/** Problem types that say: not now. */
const UNAVAILABLE = new Set(['unavailable', 'policies_not_in_force', 'internal']);

/** Problem types of a redemption that was refused. */
const NOT_REDEEMED = new Set([
  'forged',
  'expired',
  'spent',
  'digest_mismatch',
  'held',
  'more_required',
  'revoked',
  'wrong_executor',
  'ledger_behind',
  'grant_pending',
]);

/** Any error as a sentence and an exit code. What we did not foresee keeps its stack for a report. */
export function describeFault(error: unknown): CliFault {
  if (error instanceof CountersignUnreachable) {
    return new CliFault(ExitCode.unreachable, error.message);
  }
  if (error instanceof CountersignError) {
    return new CliFault(exitCodeOf(error), `${error.detail} (${error.problemType})`);
  }
  if (error instanceof PullInterrupted) {
    const { cause } = error;
    const code = cause instanceof CliFault ? cause.exitCode : ExitCode.unreachable;
    return new CliFault(code, error.message);
  }
  if (error instanceof TableFault || error instanceof RecordingSetFault) {
    return new CliFault(ExitCode.usage, error.message);
  }
  if (error instanceof RowFault) {
    return new CliFault(ExitCode.faults, error.message);
  }
  const errno = error as NodeJS.ErrnoException;
  if (error instanceof Error && errno.syscall && errno.path) {
    return new CliFault(ExitCode.usage, `${errno.path} cannot be used: ${error.message}.`);
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new CliFault(ExitCode.faults, `Unexpected: ${text}`);
}

function exitCodeOf({ problemType }: CountersignError): number {
  if (NOT_ACCEPTED.has(problemType)) {
    return ExitCode.notAccepted;
  }
  if (NOT_REDEEMED.has(problemType)) {
    return ExitCode.notRedeemed;
  }
  if (UNAVAILABLE.has(problemType)) {
    return ExitCode.unreachable;
  }
  return ExitCode.faults;
}
