/** An expression that was generated, kept as a tree so that it can be cut down. */
export interface Sample {
  readonly type: string;
  /** Texts and smaller expressions, in the order of the whole text. */
  readonly parts: readonly (string | Sample)[];
}

export function textOf({ parts }: Sample): string {
  return parts.map(part => (typeof part === 'string' ? part : textOf(part))).join('');
}

export function partsOf({ parts }: Sample): readonly Sample[] {
  return parts.filter(part => typeof part !== 'string');
}

/**
 * The smallest sample that one comes to by putting parts of the same type in the place of a whole,
 * while something still holds.
 */
export function shrink(sample: Sample, holds: (smaller: Sample) => boolean): Sample {
  const smaller = candidates(sample).find(holds);
  return smaller ? shrink(smaller, holds) : sample;
}

function candidates(sample: Sample): readonly Sample[] {
  const below = (part: Sample): Sample[] => [part, ...partsOf(part).flatMap(below)];
  const inside = partsOf(sample).flatMap(below);
  return [
    ...inside.filter(({ type }) => type === sample.type),
    ...sample.parts.flatMap((part, index) =>
      typeof part === 'string'
        ? []
        : candidates(part).map(changed => ({
            ...sample,
            parts: sample.parts.with(index, changed),
          })),
    ),
  ];
}
