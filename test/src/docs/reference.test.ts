import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPolicyEnvironments } from '../../../packages/policy/src/facts/createPolicyEnvironments';
import { CEL_FORMS, CEL_REFUSED } from '../../../scripts/reference/celLibrary';
import { PAGES } from '../../../scripts/reference/pages';
import { renderPage } from '../../../scripts/reference/renderPage';

const root = resolve(__dirname, '../../..');
const pages = PAGES.filter(([path]) => path.endsWith('.md')).map(([path]) => path);

describe('the reference', () => {
  it.each(PAGES)('%s is what its sources make (npm run reference)', async (path, make) => {
    const file = join(root, path);
    // Compared before expect sees it: a diff of two long texts would take minutes.
    expect((await renderPage(file, make())) === readFileSync(file, 'utf8')).toBe(true);
  });

  it.each(pages)('%s links to sections that it has', path => {
    const text = readFileSync(join(root, path), 'utf8');
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const named = [...text.matchAll(/<a id="([^"]+)">/g)].map(match => match[1]!);
    const there = new Set([...headings, ...named]);
    const linked = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(match => match[1]!);
    expect(linked.filter(anchor => !there.has(anchor))).toEqual([]);
  });

  const forms = Object.values(CEL_FORMS).flat();
  it.each(forms)('the example of %s is true', (_form, _meaning, example) => {
    const expression = createPolicyEnvironments(new Map()).rules.compile(example);
    expect([expression.faults, expression.evaluate({})]).toEqual([[], true]);
  });

  it.each(CEL_REFUSED)('%s is refused', example => {
    expect(createPolicyEnvironments(new Map()).rules.compile(example).faults).not.toEqual([]);
  });
});
