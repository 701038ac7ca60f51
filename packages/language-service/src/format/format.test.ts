import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { applyEdits } from '../testing/marked';
import { format } from './format';

const EXAMPLES = join(__dirname, '../../../example/policies');
const POLICIES = readdirSync(EXAMPLES)
  .filter(name => name.endsWith('.policy.yaml'))
  .map(name => readFileSync(join(EXAMPLES, name), 'utf8'));

const formatted = (text: string) => {
  const view = new PolicyDocumentView(text, 'p.policy.yaml');
  return applyEdits(view, format(view));
};

describe('format', () => {
  it('leaves the policies of the example as they are', () => {
    for (const text of POLICIES) {
      expect(formatted(text)).toBe(text);
    }
  });

  it.each([
    [
      'indentation, dashes and comments',
      'spec:\n     # one\n     rules:\n     # two\n     - name:   a   # three\n       when: >-\n           b &&\n             c\n\n\n\n     -   name: d\n# end',
      'spec:\n  # one\n  rules:\n    # two\n    - name: a   # three\n      when: >-\n        b &&\n          c\n\n    - name: d\n# end\n',
    ],
    ['CRLF', 'a:\r\n    b: 1  \r\n', 'a:\r\n  b: 1\r\n'],
    ['tabs at the end', 'a: b\t\n', 'a: b\n'],
    [
      'brackets over lines',
      'a:\n    b: [\n        c,\n        d ]\n',
      'a:\n  b: [\n    c,\n    d ]\n',
    ],
    ['a plain text over lines', 'a:\n    b: c\n        d\n', 'a:\n  b: c\n    d\n'],
  ])('%s', (_name, text, expected) => {
    expect(formatted(text)).toBe(expected);
  });

  it.each(["a: 'b\n", 'a: b\n c: d\n', 'a: *x\n', '', '- a: [\n'])('leaves %j alone', text => {
    expect(formatted(text)).toBe(text);
  });

  it('changes nothing that is said, and nothing the second time', () => {
    const damage = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(' ', '  ', '\n', '\n\n', ' # x', '\t', '    ')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...POLICIES), damage, (policy, pieces) => {
        let text = policy;
        for (const [place, piece] of pieces) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + piece + text.slice(at);
        }
        const after = formatted(text);
        expect(formatted(after)).toBe(after);
        const said = (each: string) => parseDocument(each).toJS({ mapAsMap: true });
        expect(said(after)).toEqual(said(text));
        const comments = (each: string) => each.match(/(^|\s)#.*/gm)?.map(found => found.trim());
        expect(comments(after)).toEqual(comments(text));
      }),
      { numRuns: 60 },
    );
  });
});
