import type { DocumentSymbol } from 'vscode-languageserver-types';
import { PolicyDocumentView } from '../document/PolicyDocumentView';
import { SCOPE_HEAD } from '../testing/marked';
import { documentSymbols } from './documentSymbols';
import { foldingRanges } from './foldingRanges';

const view = (text: string) => new PolicyDocumentView(text, 'file:///p.policy.yaml');
const tree = (symbols: readonly DocumentSymbol[]): unknown[] =>
  symbols.map(({ name, children }) => (children ? [name, ...tree(children)] : name));

const RULES = `  rules:
    # First of all.
    # It is harmless.
    - name: one
      when: >-
        true
      decision: deny
    - name: two
      decision: allow
`;

describe('documentSymbols', () => {
  it('shows what is named, in its groups', () => {
    expect(tree(documentSymbols(view(SCOPE_HEAD + RULES)))).toEqual([
      ['payments', ['windows', 'office', 'night'], ['rules', 'one', 'two']],
    ]);
  });

  it.each(["      when: 'true", '      when', '      require: {', '      - ', '\tx'])(
    'keeps all that stands around %j',
    line => {
      const text = SCOPE_HEAD + RULES.replace('      when: >-\n        true', line);
      expect(JSON.stringify(tree(documentSymbols(view(text))))).toMatch(/office.*one.*two/);
    },
  );

  it('keeps ranges inside each other', () => {
    const check = ({ range, selectionRange, children }: DocumentSymbol): void => {
      for (const inner of [selectionRange, ...(children ?? []).map(child => child.range)]) {
        expect(inner.start.line >= range.start.line && inner.end.line <= range.end.line).toBe(true);
      }
      children?.forEach(check);
    };
    documentSymbols(view(SCOPE_HEAD + RULES)).forEach(check);
  });
});

describe('foldingRanges', () => {
  it('folds members, items, blocks and runs of comments', () => {
    const text = RULES;
    expect(foldingRanges(view(text)).map(({ startLine, endLine }) => [startLine, endLine])).toEqual(
      [
        [0, 8],
        [1, 2],
        [3, 6],
        [4, 5],
        [7, 8],
      ],
    );
  });
});
