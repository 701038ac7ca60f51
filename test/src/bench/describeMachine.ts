import { availableParallelism, cpus, loadavg } from 'node:os';

/** Where figures were measured; without it they mean little. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly system: string;
  /** Processes that wanted to run in the last minute, on average; above `cores` the times suffer. */
  readonly load: number;
}

/** The machine that this runs on. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
    load: Math.round(loadavg()[0]! * 100) / 100,
  };
}
