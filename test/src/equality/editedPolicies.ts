import { createPolicySet, type PolicySet } from '@countersign/policy';
import { createRandom } from '../bench/replay/createRandom';
import { GUARDRAIL_TEXT, read, scopeText } from '../bench/replay/policies';

/** What an author may do to a text in one step; each finds its own place. */
const EDITS: readonly ((text: string, random: () => number) => string)[] = [
  // Another threshold.
  (text, random) =>
    replaceOne(text, /(?<=[<>]=? )\d+(\.\d+)?/g, random, found =>
      found.includes('.') ? (random() * 1).toFixed(2) : `${Math.floor(random() * 40)}`,
    ),
  // The other way round.
  (text, random) =>
    replaceOne(text, /(?<= )(==|!=)(?= )/g, random, sign => (sign === '==' ? '!=' : '==')),
  (text, random) =>
    replaceOne(text, / (&&|\|\|) /g, random, sign => (sign === ' && ' ? ' || ' : ' && ')),
  (text, random) => replaceOne(text, /(?<=when: ")(?!!\()[^"]+/g, random, when => `!(${when})`),
  // Another decision.
  (text, random) =>
    replaceOne(text, /(?<=decision: )(allow|deny)$/gm, random, was =>
      was === 'allow' ? 'deny' : 'allow',
    ),
  // Another level, clock and zone.
  (text, random) => replaceOne(text, /(?<=by: )\d/g, random, was => (was === '1' ? '2' : '1')),
  (text, random) =>
    replaceOne(text, /(?<=from: ')\d\d/g, random, () => `0${Math.floor(random() * 9)}`),
  (text, random) =>
    replaceOne(text, /Europe\/London|America\/New_York/g, random, was =>
      was === 'Europe/London' ? 'America/New_York' : 'Europe/London',
    ),
  // Parameters that are read without asking whether they are there.
  (text, random) => replaceOne(text, /has\(action\.properties\.\w+\) && /g, random, () => ''),
];

/** The policies after each of so many random edits; the same ones for the same seed. */
export function editedPolicies(count: number, seed: number): PolicySet[] {
  const random = createRandom(seed);
  const texts = [GUARDRAIL_TEXT, scopeText()];
  const sets: PolicySet[] = [];
  while (sets.length < count) {
    const which = Math.floor(random() * texts.length);
    const edit = EDITS[Math.floor(random() * EDITS.length)]!;
    const before = texts[which]!;
    texts[which] = edit(before, random);
    const set = tryToRead(texts);
    if (set) {
      sets.push(set);
    } else {
      texts[which] = before;
    }
  }
  return sets;
}

/** `undefined` when an edit left a fault, as edits do. */
function tryToRead(texts: readonly string[]): PolicySet | undefined {
  try {
    return createPolicySet(texts.map(read));
  } catch {
    return undefined;
  }
}

function replaceOne(
  text: string,
  pattern: RegExp,
  random: () => number,
  replacement: (found: string) => string,
): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) {
    return text;
  }
  const { 0: was, index } = found[Math.floor(random() * found.length)]!;
  return text.slice(0, index) + replacement(was) + text.slice(index + was.length);
}
