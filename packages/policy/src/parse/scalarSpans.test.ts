import fc from 'fast-check';
import { parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { scalarSpans } from './scalarSpans';

function read(text: string) {
  const document = parseDocument(text, { logLevel: 'silent' });
  const node = (document.contents as YAMLMap).items[0]!.value as Scalar.Parsed;
  return { node, spans: scalarSpans(text, node), value: node.value as string };
}

/** The piece of the document that stands for a word of the value. */
function source(text: string, word: string): string {
  const { spans, value } = read(text);
  const start = value.indexOf(word);
  expect(start).toBeGreaterThanOrEqual(0);
  const span = spans!(start, start + word.length);
  return text.slice(span.start, span.end);
}

describe('a word of a condition in the document', () => {
  it.each([
    ['a plain text', 'when: a == b', 'b', 'b'],
    ['a plain text over lines', 'when: a == 1\n  && bcd\n  || c', 'bcd', 'bcd'],
    ['a plain text over an empty line', 'when: a\n\n  bcd', 'bcd', 'bcd'],
    ['single quotes', "when: 'a == ''b'' && cde'", 'cde', 'cde'],
    ['a doubled quote', "when: 'a == ''b'' && cde'", "'b'", "''b''"],
    ['double quotes', 'when: "a == \\"b\\" && cde"', 'cde', 'cde'],
    ['an escape', 'when: "a \\u0041\\x42 b"', 'AB', '\\u0041\\x42'],
    ['an escape beyond the basic plane', 'when: "\\U0001F600 bcd"', 'bcd', 'bcd'],
    ['an escaped line break', 'when: "a \\\n   && bcd"', 'bcd', 'bcd'],
    ['double quotes over lines', 'when: "a  \n\n   bcd"', 'bcd', 'bcd'],
    ['a literal block', 'when: |\n  a &&\n  bcd\n', 'bcd', 'bcd'],
    [
      'a literal block, stripped, with inner indentation',
      'when: |-\n    a &&\n      bcd\n',
      'bcd',
      'bcd',
    ],
    ['a literal block with a given indentation', 'when: |2\n    a &&\n  bcd\n', 'bcd', 'bcd'],
    ['a literal block with kept ends', 'when: |+\n  a\n\n  bcd\n\n', 'bcd', 'bcd'],
    ['a folded block', 'when: >\n  a &&\n  bcd\n', 'bcd', 'bcd'],
    [
      'a folded block with an empty line and more indentation',
      'when: >-\n  a\n\n    b\n  c\n  def',
      'def',
      'def',
    ],
    ['a comment behind the header', 'when: >- # why\n  a\n  bcd', 'bcd', 'bcd'],
    ['Windows line ends', 'when: >-\r\n  a &&\r\n  bcd\r\n', 'bcd', 'bcd'],
    ['Windows line ends in double quotes', 'when: "a\r\n  bcd"', 'bcd', 'bcd'],
    ['Windows line ends in a literal block', 'when: |\r\n  a\r\n  bcd\r\n', 'bcd', 'bcd'],
    ['an emoji before it', "when: '😀 == bcd'", 'bcd', 'bcd'],
    ['a tab before it', 'when:\ta\t== bcd', 'bcd', 'bcd'],
  ])('%s', (_name, text, word, piece) => {
    expect(source(text, word)).toBe(piece);
  });
});

it('marks the break for the space that it became', () => {
  expect(source('when: >-\n  a\n  b', 'a b')).toBe('a\n  b');
});

it('points behind the last letter for an empty piece at the end', () => {
  const { spans, value } = read("when: 'abc'");
  expect(spans!(value.length, value.length)).toEqual({ start: 10, end: 10 });
});

describe('whatever the scalar', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\t', "'", '"', '\\', '#', ':', 'é', '😀'),
    maxLength: 8,
  });
  const lines = fc.array(word, { minLength: 1, maxLength: 5 });
  const lineEnd = fc.constantFrom('\n', '\r\n');
  const styles = {
    plain: (parts: string[], end: string) => `when: x${parts.join(`${end}  `)}`,
    single: (parts: string[], end: string) =>
      `when: '${parts.join(`${end}  `).replaceAll("'", "''")}'`,
    double: (parts: string[], end: string) =>
      `when: "${parts.join(`${end}  `).replaceAll(/["\\]/g, '\\$&')}"`,
    literal: (parts: string[], end: string) =>
      `when: |${end}${parts.map(part => `  ${part}${end}`).join('')}`,
    strip: (parts: string[], end: string) =>
      `when: |-${end}${parts.map(part => `  ${part}${end}`).join('')}next: 1`,
    keep: (parts: string[], end: string) =>
      `when: >+${end}${parts.map(part => `  ${part}${end}`).join('')}`,
    folded: (parts: string[], end: string) =>
      `when: >${end}${parts.map(part => `  ${part}${end}`).join('')}next: 1`,
    indented: (parts: string[], end: string) =>
      `when: >2${end}${parts.map(part => `  ${part}${end}`).join('')}`,
  };

  it.each(Object.entries(styles))(
    '%s: every letter that the document shows as it is stands in its place',
    (style, make) => {
      let mapped = 0;
      let all = 0;
      fc.assert(
        fc.property(lines, lineEnd, (parts, end) => {
          const text = make(parts, end);
          const document = parseDocument(text, { logLevel: 'silent' });
          const node = (document.contents as YAMLMap | null)?.items?.[0]?.value as
            Scalar.Parsed | undefined;
          if (document.errors.length > 0 || typeof node?.value !== 'string') {
            return;
          }
          all++;
          const spans = scalarSpans(text, node);
          if (!spans) {
            return;
          }
          mapped++;
          const { value } = node;
          let last = node.range[0];
          for (let at = 0; at < value.length; at++) {
            const { start, end: stop } = spans(at, at + 1);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(stop).toBeLessThanOrEqual(text.length);
            last = start;
            const isPlain = /[ab]|é/.test(value[at]!);
            expect(!isPlain || text.slice(start, stop) === value[at]).toBe(true);
          }
        }),
        { numRuns: 200 },
      );
      // Where it is not sure it gives nothing; that must stay rare to be of use.
      expect({ style, share: mapped >= all * 0.9 }).toEqual({ style, share: true });
    },
  );
});
