/** Something to be timed. */
export interface Subject {
  readonly name: string;
  /** Does the work once; a promise is awaited. What it returns is thrown away. */
  readonly run: () => unknown;
  /** Operations that one call stands for, where the time of one of them is wanted. 1 by default. */
  readonly operations?: number;
}

export interface MeasureOptions {
  /** Odd, so that the median is one of them; 5 at least. 7 by default. */
  readonly rounds?: number;
  /** Length of a round in milliseconds; a subject that takes longer runs once. 40 by default. */
  readonly roundLength?: number;
  /** How long each subject runs before anything counts, in milliseconds. 300 by default. */
  readonly warmUp?: number;
}

/** Times of one operation, in milliseconds. */
export interface Measurement {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  /** How far the middle half of the rounds lies apart, as a share of the median. */
  readonly spread: number;
  readonly rounds: number;
}

/**
 * Times subjects side by side: in each round every one of them runs, in turn, so that whatever else the
 * machine does hurts all alike and ratios between their medians can be trusted more than the times.
 */
export async function measure<Name extends string>(
  subjects: readonly (Subject & { readonly name: Name })[],
  { rounds = 7, roundLength = 40, warmUp = 300 }: MeasureOptions = {},
): Promise<Record<Name, Measurement>> {
  if (rounds < 5 || rounds % 2 === 0) {
    throw new RangeError(`A measurement takes an odd number of rounds, 5 at least; not ${rounds}.`);
  }
  const prepared: { subject: Subject; calls: number; times: number[] }[] = [];
  for (const subject of subjects) {
    const once = await callLength(subject, warmUp);
    prepared.push({ subject, calls: Math.max(1, Math.round(roundLength / once)), times: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { subject, calls, times } of prepared) {
      times.push((await timeOf(subject, calls)) / calls / (subject.operations ?? 1));
    }
  }
  return Object.fromEntries(
    prepared.map(({ subject, times }) => [subject.name, summarize(subject.name, times)]),
  ) as Record<Name, Measurement>;
}

/** Median, least and spread of some times. */
export function summarize(name: string, times: readonly number[]): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  const median = at(0.5);
  return {
    name,
    median,
    min: sorted[0]!,
    spread: median === 0 ? 0 : (at(0.75) - at(0.25)) / median,
    rounds: sorted.length,
  };
}

/** Runs a subject until it is warm, and says how long a warm call takes. */
async function callLength(subject: Subject, warmUp: number): Promise<number> {
  const start = performance.now();
  let calls = 1;
  let length = 0;
  do {
    length = (await timeOf(subject, calls)) / calls;
    calls *= 2;
  } while (performance.now() - start < warmUp);
  return Math.max(length, 1e-6);
}

async function timeOf({ run }: Subject, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call++) {
    const result = run();
    if (result instanceof Promise) {
      await result;
    }
  }
  return performance.now() - start;
}
