import type { CelFunction } from '@countersign/policy';

/** An error in a function's argument becomes a fault of the row. */
function fail(message: string): never {
  throw new Error(message);
}

/**
 * What mapping expressions may call beside CEL's own functions (`int`, `double`, `timestamp`,
 * `matches`, `contains`, `startsWith`, `size`, …). Each is total over texts or fails with a sentence.
 */
export const MAPPING_FUNCTIONS: readonly CelFunction[] = [
  {
    name: 'lower',
    parameters: ['string'],
    result: 'string',
    description: 'The text in lower case, in the same way in every locale.',
    evaluate: (text: string) => text.toLowerCase(),
  },
  {
    name: 'trimmed',
    parameters: ['string'],
    result: 'string',
    description: 'The text without white space around it.',
    evaluate: (text: string) => text.trim(),
  },
  {
    name: 'replace',
    parameters: ['string', 'string', 'string'],
    result: 'string',
    description: 'The first text, with each occurrence of the second replaced by the third.',
    evaluate: (text: string, what: string, by: string) => text.replaceAll(what, () => by),
  },
  {
    name: 'orElse',
    parameters: ['string', 'string'],
    result: 'string',
    description: 'The first text, or the second where the first is empty.',
    evaluate: (text: string, otherwise: string) => (text === '' ? otherwise : text),
  },
  {
    name: 'beforeFirst',
    parameters: ['string', 'string'],
    result: 'string',
    description: 'What stands before the first occurrence of the second text; else the whole text.',
    evaluate: (text: string, what: string) => text.split(what, 1)[0] ?? '',
  },
  {
    name: 'afterLast',
    parameters: ['string', 'string'],
    result: 'string',
    description: 'What stands after the last occurrence of the second text; else the whole text.',
    evaluate: (text: string, what: string) => {
      const at = what === '' ? -1 : text.lastIndexOf(what);
      return at === -1 ? text : text.slice(at + what.length);
    },
  },
  {
    name: 'slug',
    parameters: ['string'],
    result: 'string',
    description:
      'The text as a name that a catalog accepts: lower case, dashes for what is no letter or digit, at most 63.',
    evaluate: (text: string) => slug(text) || fail(`"${text}" has no letter or digit for a name`),
  },
  {
    name: 'ref',
    parameters: ['string', 'string'],
    result: 'string',
    description:
      'An entity reference of that kind in the default namespace; empty where the name is empty.',
    evaluate: (kind: string, name: string) =>
      name === ''
        ? ''
        : `${kind.toLowerCase()}:default/${slug(name) || fail(`"${name}" has no letter or digit for a name`)}`,
  },
  {
    name: 'toMillisecond',
    parameters: ['string'],
    result: 'string',
    description:
      'A time with at most three digits of a second, as timestamp(…) reads it; further ones are cut off.',
    evaluate: (text: string) => text.replace(/(\.\d{3})\d+/, '$1'),
  },
  {
    name: 'after',
    parameters: ['timestamp', 'double'],
    result: 'timestamp',
    description: 'The instant so many hours later.',
    evaluate: (at: Date, hours: number) => later(at, hours),
  },
  {
    name: 'absent',
    parameters: [],
    result: 'dyn',
    description: 'Nothing: the member is left out.',
    evaluate: () => null,
  },
];

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
}

function later(at: Date, hours: number): Date {
  const then = new Date(at.getTime() + Math.round(hours * 3_600_000));
  return Number.isNaN(then.getTime()) ? fail(`${hours} hours lead out of the calendar`) : then;
}
