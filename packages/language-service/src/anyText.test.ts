import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type {
  CodeAction,
  CompletionList,
  DocumentSymbol,
  Range,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver-types';
import {
  CatalogNames,
  codeActions,
  codeLenses,
  complete,
  definition,
  documentSymbols,
  foldingRanges,
  format,
  hover,
  inlayHints,
  PolicyDocumentView,
  references,
  validate,
  type LanguageContext,
} from './index';

const ROOT = join(__dirname, '../../..');
const POLICIES = ['packages/example/policies', 'examples/govuk/policies'].flatMap(folder =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.policy.yaml'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8')),
);
const CONTEXT: LanguageContext = {
  catalog: new CatalogNames([{ ref: 'group:default/payments' }, { ref: 'component:default/a' }]),
  samples: { 'action.name': ['service.restart'], 'resource.tags': ['a`b|c'] },
  tests: [],
  now: Date.UTC(2026, 10, 22),
};
const viewOf = (text: string) => new PolicyDocumentView(text, 'file:///p/a.policy.yaml');

const PIECES = fc.constantFrom(
  ...'\'"{}[]:,-#|>&!*. \t\n\r😀a(',
  '\n  ',
  '- ',
  ': ',
  '      when: ',
  '\r\n',
  "inWindow('",
  'impact.',
);
const TEXTS = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.array(PIECES, { maxLength: 40 }).map(all => all.join('')),
  fc
    .tuple(fc.constantFrom(...POLICIES), fc.nat(), fc.nat(60), fc.array(PIECES, { maxLength: 4 }))
    .map(([text, from, length, add]) => {
      const start = from % text.length;
      return text.slice(0, start) + add.join('') + text.slice(start + length);
    }),
  fc
    .tuple(fc.constantFrom(...POLICIES), fc.nat())
    .map(([text, at]) => text.slice(0, at % text.length)),
);

it('any text: no function throws, and every range lies inside', () => {
  fc.assert(
    fc.property(TEXTS, fc.nat(), (text, seed) => {
      const view = viewOf(text);
      const { line, column } = view.lines.position(seed % (text.length + 1));
      const position = { line, character: column };
      const at = { start: position, end: position };
      const whole = view.rangeOf({ start: 0, end: text.length });
      const actions = codeActions(view, seed % 2 ? whole : at, CONTEXT);
      const ranges = [
        ...validate(view).map(each => each.range),
        ...flat(documentSymbols(view)),
        ...complete(view, position, CONTEXT).items.map(each => (each.textEdit as TextEdit).range),
        ...[hover(view, position, CONTEXT)?.range ?? at],
        ...definition(view, position, CONTEXT).map(each => each.range),
        ...references(view, position, CONTEXT).map(each => each.range),
        ...format(view).map(each => each.range),
        ...codeLenses(view).map(each => each.range),
        ...actions.flatMap(rangesOf(view.uri)),
      ];
      const outside = ranges.filter(range => !isInside(view, range));
      expect([text, outside]).toEqual([text, []]);
      const folded = foldingRanges(view).filter(
        each => each.startLine >= each.endLine || each.endLine >= view.lines.lines,
      );
      expect([text, folded, inlayHints(view, CONTEXT)]).toEqual([text, [], []]);
    }),
    { numRuns: 150 },
  );
});

it('completes at every offset of a policy, on the line of the cursor', () => {
  POLICIES.forEach((text, index) => {
    const view = viewOf(text);
    // One policy at every single place, the others at every seventh.
    for (let offset = 0; offset <= text.length; offset += index === 1 ? 1 : 7) {
      const { line, column } = view.lines.position(offset);
      const list: CompletionList = complete(view, { line, character: column }, CONTEXT);
      const wrong = list.items.filter(({ textEdit }) => {
        const { start, end } = (textEdit as TextEdit).range;
        return (
          start.line !== line ||
          end.line !== line ||
          start.character > column ||
          end.character < column
        );
      });
      expect([offset, wrong]).toEqual([offset, []]);
    }
  });
});

it('a half-typed line costs the outline nothing but itself', () => {
  const names = (text: string) => view(text).map(each => each.name);
  const view = (text: string) => viewOf(text).names.named;
  for (const text of POLICIES) {
    const all = names(text);
    const lines = text.split('\n');
    lines.forEach((line, index) => {
      const isName = /^\s*-? ?name:|^\s*[\w-]+:\s*(#.*|[>|]-?)?$|^\s*- *\{/.test(line);
      if (isName || line.trim() === '' || !/^\s+[a-z]+:/.test(line)) {
        return;
      }
      // As far as somebody has typed the line: to its middle, in a quote or a bracket of its own.
      const half = line.slice(0, (line.search(/\S/) + line.length) >> 1);
      for (const end of ['', "'", '"', ' {', ' [', ' &&']) {
        const typed = [...lines.slice(0, index), half + end, ...lines.slice(index + 1)].join('\n');
        const lost = all.filter(name => !names(typed).includes(name));
        expect([half + end, lost.length <= 1]).toEqual([half + end, true]);
      }
    });
  }
});

function flat(symbols: readonly DocumentSymbol[]): Range[] {
  return symbols.flatMap(({ range, selectionRange, children }) => [
    range,
    selectionRange,
    ...flat(children ?? []),
  ]);
}

function rangesOf(uri: string): (action: CodeAction) => Range[] {
  return ({ edit }) =>
    (edit!.documentChanges as TextDocumentEdit[])
      .filter(change => change.textDocument?.uri === uri)
      .flatMap(change => change.edits.map(each => (each as TextEdit).range));
}

function isInside(view: PolicyDocumentView, { start, end }: Range): boolean {
  const order = start.line - end.line || start.character - end.character;
  const isPlace = ({ line, character }: Range['start']) => {
    const offset = view.lines.offset(line, character);
    const back = view.lines.position(offset);
    return back.line === line && back.column === character;
  };
  return order <= 0 && isPlace(start) && isPlace(end);
}
