import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { LooseDocument, LooseNode } from './LooseDocument';
import { placeAt, type Place } from './placeAt';
import { readLoosely } from './readLoosely';
import { ScalarText } from './ScalarText';

const ROOT = join(__dirname, '../../../..');
const POLICIES = ['packages/example/policies', 'examples/govuk/policies'].flatMap(folder =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.policy.yaml'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8')),
);

/** The place of the `|` in a text, with the text without it. */
function at(marked: string): { place: Place; document: LooseDocument; shown: string } {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const document = readLoosely(text);
  const place = placeAt(document, offset);
  const { start, end } = place.span;
  const shown = `${place.kind} ${place.path.join('.')} [${text.slice(start, end)}]`;
  return { place, document, shown };
}

describe('readLoosely', () => {
  it.each([
    ['the policies of the repository', POLICIES],
    ['them with CRLF', POLICIES.map(text => text.replaceAll('\n', '\r\n'))],
    [
      'odd ones',
      [
        'a:\n- b: 1\n  c:\n  - d\n- e\nf: {g: [h, {i: j}], "k": l}\n',
        'a: "x\n  y # no comment\n  z" # one\nb: it\'s\n  two lines # two\nc: |2-\n    d\n   e\n\nf: >\n g\n',
        '- - a: b\n    c: d\n  - e\n-\n  f: g\n',
        '{ "a": { "b": ["c", 1] },\n"d": "e" }',
        'a:\n    b:\n          c: d\n    "e f": g\nh: [\n  i, # first\n  j,\n]\nk: 😀\nl: &m n\n',
        "a: 'it''s'\nb: [x, 'y, z']\n# end",
      ],
    ],
  ])('sees what the parser of YAML sees in %s', (_name, texts) => {
    for (const text of texts) {
      expect(shape(readLoosely(text).root, text)).toEqual(yamlShape(text));
    }
  });

  it('keeps the rest whatever one line has lost', () => {
    const [policy] = POLICIES as [string];
    const names = rulesOf(policy);
    expect(names.length).toBeGreaterThan(4);
    const lines = policy.split('\n');
    lines.forEach((line, index) => {
      if (/^\s*-? ?name:|^\s*rules:|^spec:|[>|]-?$/.test(line)) {
        return;
      }
      for (const cut of ["'", '"', '{', '[', 'abc', 'x: [', '\t']) {
        if (line.trim() === '' && cut.includes(':')) {
          continue; // A whole member further out does take what follows with it.
        }
        const damaged = [...lines];
        damaged[index] = `${line.slice(0, (line.search(/\S|$/) + line.length) >> 1)}${cut}`;
        expect({ line: damaged[index], rules: rulesOf(damaged.join('\n')) }).toEqual({
          line: damaged[index],
          rules: names,
        });
      }
    });
  });
});

describe('placeAt', () => {
  it('finds every name and every value where the parser of YAML has them', () => {
    for (const text of POLICIES) {
      const document = readLoosely(text);
      for (const { kind, path, start, end } of scalarsOf(text)) {
        for (const offset of [start, (start + end) >> 1, end]) {
          const place = placeAt(document, offset);
          expect([place.kind, place.path, place.span.start]).toEqual([kind, path, start]);
        }
      }
    }
  });

  it.each([
    ['an empty text', '¦', 'member  []'],
    ['a first name', 'ki¦', 'member  [ki]'],
    ['an empty line below a name', 'spec:\n  ¦\n', 'value spec []'],
    ['an empty line between members', 'spec:\n  a: 1\n  ¦\n  b: 2\n', 'member spec []'],
    ['an empty line before the first member', 'spec:\n  ¦\n  a: 1\n', 'member spec []'],
    ['an empty line further out', 'spec:\n  a: 1\n¦', 'member  []'],
    ['a half-typed name', 'spec:\n  a: 1\n  mo¦\n  b: 2\n', 'member spec [mo]'],
    ['a name alone', 'spec:\n  mo¦\n', 'value spec [mo]'],
    ['a name alone before others', 'spec:\n  mo¦\n  b: 2\n', 'member spec [mo]'],
    ['behind a colon', 'spec:\n  mode: ¦\n  b: 2\n', 'value spec.mode []'],
    ['right behind a colon', 'spec:\n  mode:¦\n', 'value spec.mode []'],
    ['behind a dash', 'rules:\n  - ¦\n', 'value rules.0 []'],
    ['a word behind a dash', 'rules:\n  - na¦\n', 'value rules.0 [na]'],
    ['below a dash', 'rules:\n  - name: a\n    ¦\n', 'member rules.0 []'],
    ['beside a dash', 'rules:\n  - name: a\n  ¦\n', 'value rules.1 []'],
    ['a half-typed name in an item', 'rules:\n  - name: a\n    wh¦\n', 'member rules.0 [wh]'],
    ['in brackets', 'a: { b: ¦, c: d }', 'value a.b []'],
    ['a name in brackets', 'a: { b: x, ¦ }', 'member a []'],
    ['a half-typed name in brackets', 'a: { b: x, c¦ }', 'member a [c]'],
    ['in a bracket that is not closed', 'a: { b: ow¦\nc: d', 'value a.b [ow]'],
    ['behind a comma that nothing follows', 'a: [b, ¦\nc: d', 'value a.1 []'],
    ['in a list in brackets', 'a: [mon, t¦]', 'value a.1 [t]'],
    ['in a quote that is not closed', "a: 'ow¦\nc: d", "value a ['ow]"],
    ['in a comment', 'a: b # x¦', 'nothing  []'],
    ['behind a closed quote', "a: 'b' ¦", 'nothing  []'],
    ['a condition', 'when: a == ¦\nb: c', 'value when [a ==]'],
    ['a block', 'when: >-\n  a == b\n  && c¦\nb: c', 'value when [>-\n  a == b\n  && c]'],
    ['below a block', 'when: >-\n  a == b &&\n  ¦\nb: c', 'value when [>-\n  a == b &&]'],
    ['outside of a block', 'when: >-\n  a == b\n¦\nb: c', 'member  []'],
    ['tabs', 'spec:\n\tmo¦\n', 'value spec [mo]'],
    ['emoji', 'a: "😀😀" \nb: 😀¦', 'value b [😀]'],
    ['CRLF', 'spec:\r\n  a: 1\r\n  ¦\r\n', 'member spec []'],
  ])('%s', (_name, marked, expected) => {
    expect(at(marked).shown).toBe(expected);
  });

  it('knows what needs a dash and what may become a name', () => {
    expect(at('rules:\n  - name: a\n  ¦\n').place).toMatchObject({ needsDash: true, column: 2 });
    expect(at('rules:\n  - ¦\n').place).toMatchObject({ alone: true, column: 4 });
    expect(at('spec:\n  mo¦\n').place).toMatchObject({ alone: true, column: 2 });
    expect(at('mode: ac¦\n').place).toMatchObject({ alone: false });
  });
});

describe('ScalarText', () => {
  it.each([
    ["when: 'a == ''b¦'''", "a == 'b"],
    ['when: "a == \\"b¦\\""', 'a == "b'],
    ['when: >-\n    a &&\n    b¦ == c\n', 'a && b'],
    ['when: |\n    a &&\n    b¦ == c\n', 'a &&\nb'],
    ['when: a &&\n  b¦ == c\n', 'a && b'],
    ["when: 'a == b¦\nnext: c", 'a == b'],
    ['when: "a == \\"b¦\nnext: c', 'a == "b'],
  ])('finds the way into %s', (marked, before) => {
    const { place, document } = at(marked);
    const offset = marked.indexOf('¦');
    const scalar = ScalarText.read(document.text, place.entry!.value);
    const inside = scalar.toValue(offset);
    expect(scalar.value.slice(0, inside)).toBe(before);
    expect(scalar.toDocument(inside, inside).start).toBe(offset);
  });
});

it('any text: nothing throws, and every place lies inside', () => {
  const pieces = fc.constantFrom(
    ...'\'"{}[]:,-#|>&! \t\n\r😀ab',
    '\n  ',
    '- ',
    ': ',
    'when: ',
    '\r\n',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 60 }).map(all => all.join('')),
    fc
      .tuple(fc.constantFrom(...POLICIES), fc.nat(), fc.nat(40), fc.array(pieces, { maxLength: 5 }))
      .map(([text, from, length, add]) => {
        const start = from % text.length;
        return text.slice(0, start) + add.join('') + text.slice(start + length);
      }),
  );
  fc.assert(
    fc.property(texts, fc.nat(), (text, seed) => {
      const document = readLoosely(text);
      within(document.root, text.length);
      const step = 1 + (seed % 7) + Math.floor(text.length / 40);
      for (let offset = seed % step; offset <= text.length; offset += step) {
        const { span, entry } = placeAt(document, offset);
        expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        const scalar = ScalarText.read(text, entry?.value ?? document.root);
        const inside = scalar.toValue(offset);
        expect(inside <= scalar.value.length).toBe(true);
        expect(scalar.toDocument(0, inside).end <= text.length).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

function within(node: LooseNode, length: number): void {
  expect(0 <= node.span.start && node.span.start <= node.span.end && node.span.end <= length).toBe(
    true,
  );
  node.entries.forEach(entry => within(entry.value, length));
}

function rulesOf(text: string): string[] {
  const { root } = readLoosely(text);
  const member = (node: LooseNode | undefined, key: string) =>
    node?.entries.find(entry => entry.key === key)?.value;
  return (member(member(root, 'spec'), 'rules')?.entries ?? []).flatMap(({ value }) => {
    const name = member(value, 'name');
    return name ? [text.slice(name.span.start, name.span.end)] : [];
  });
}

/** Structure with the places of scalars. */
function shape(node: LooseNode, text: string): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(each => [each.key, shape(each.value, text)]));
    case 'list':
      return node.entries.map(each => shape(each.value, text));
    case 'scalar':
      return text.slice(node.span.start, node.span.end);
    default:
      return '';
  }
}

function yamlShape(text: string): unknown {
  const inner = (node: unknown): unknown => {
    if (isMap(node)) {
      return Object.fromEntries(
        node.items.map(({ key, value }) => [isScalar(key) ? String(key.source) : '', inner(value)]),
      );
    }
    if (isSeq(node)) {
      return node.items.map(inner);
    }
    const [start, end] = isScalar(node) ? node.range! : [0, 0];
    return text.slice(start, end).trimEnd();
  };
  const document = parseDocument(text);
  expect(document.errors).toEqual([]);
  return inner(document.contents);
}

interface Found {
  kind: 'member' | 'value';
  path: PropertyKey[];
  start: number;
  end: number;
}

function scalarsOf(text: string): Found[] {
  const found: Found[] = [];
  const walk = (node: unknown, path: PropertyKey[]): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (isScalar(key)) {
          found.push({ kind: 'member', path, start: key.range![0], end: key.range![1] });
          walk(value, [...path, String(key.value)]);
        }
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => walk(item, [...path, index]));
    } else if (isScalar(node) && node.range![1] > node.range![0]) {
      const [start, end] = node.range!;
      found.push({
        kind: 'value',
        path,
        start,
        end: start + text.slice(start, end).trimEnd().length,
      });
    }
  };
  walk(parseDocument(text).contents, []);
  return found;
}
