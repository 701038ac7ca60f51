/**
 * Every exit code of `countersign`, apart from those that `exec` passes on from its command. The
 * table in README.md says the same in sentences; a test compares the two.
 */
export const ExitCode = {
  /** It did what it was asked to. */
  ok: 0,
  /** Faults were found in what was given, or a bad row under --strict. */
  faults: 1,
  /** It was called wrongly, or its files do not fit each other. */
  usage: 2,
  /** A replay went over a budget that was set for it. */
  overBudget: 3,
  /** A policy denies the action. Nothing ran. */
  denied: 80,
  /** A person refused. Nothing ran. */
  refused: 81,
  /** Nobody decided in time. Nothing ran. */
  expired: 82,
  /** Somebody else cancelled the request. Nothing ran. */
  cancelled: 83,
  /** The grant could not be redeemed. Nothing ran. */
  notRedeemed: 84,
  /** Countersign does not answer or cannot answer now. Nothing ran. */
  unreachable: 85,
  /** Countersign does not know the caller, or not in this role. Nothing ran. */
  notAccepted: 86,
  /** The command ran and ended well, but its outcome could not be reported. */
  outcomeNotReported: 87,
  /** The command was permitted and could not be started. */
  cannotStart: 126,
  /** There is no such command. Nothing was asked. */
  notFound: 127,
  /** Stopped by Ctrl-C. Nothing ran, unless a command was already running. */
  interrupted: 130,
  /** Stopped by SIGTERM. Nothing ran, unless a command was already running. */
  terminated: 143,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
