import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '@countersign/model';
import { readBlocks } from './readBlocks';
import { promisedLines, runSnippet } from './runSnippet';

const root = join(__dirname, '../../..');
const scratch = mkdtempSync(join(tmpdir(), 'countersign-readme-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What the text around an example speaks of. */
const VARIABLES: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
  recordings: () => ({ root: scratch }),
  replay: () => ({ recordings: [recording('r-1', 'failed'), recording('r-2', 'succeeded')] }),
};

/** Their examples run elsewhere: the client's wants a server, the command's are command lines. */
const ELSEWHERE = ['client', 'cli'];

const packages = readdirSync(join(root, 'packages')).filter(
  name => existsSync(join(root, 'packages', name, 'README.md')) && !ELSEWHERE.includes(name),
);
/** A restart that was executed. */
function recording(id: string, status: 'failed' | 'succeeded'): Recording {
  const at = '2026-05-04T10:01:00Z';
  const ref = 'component:default/checkout';
  const effects = {
    performance: 'minor',
    security: 'none',
    dataAccess: 'none',
    serviceDisruption: 'minor',
  } as const;
  return {
    id,
    at,
    proposal: {
      subject: { type: 'agent', id: 'deployer' },
      action: { name: 'service.restart' },
      resource: { type: 'component', id: ref },
      context: {},
    },
    resource: { ref, known: true, owner: 'group:default/payments', ownerAncestors: [], tags: [] },
    factors: {
      actionType: 'service.restart',
      reversibility: 'reversible',
      effects,
      blastRadius: { size: 2, tier0: 0, tier1: 1, depth: 1, owners: [], hits: [] },
      rollbackPlan: 'none',
      confidence: 1,
      missing: [],
      sources: [],
    },
    reviews: [],
    executedAt: at,
    outcome: { status, at },
  };
}

const snippets = packages.flatMap(name => {
  const blocks = readBlocks(root, `packages/${name}/README.md`);
  return blocks.flatMap(({ language, text, line }, index) => {
    const next = blocks[index + 1];
    const promised = promisedLines(text, next?.language === 'text' ? next.text : undefined);
    return language === 'ts' ? [{ name, line, code: text, promised }] : [];
  });
});

it('finds an example in the README of every package that has one to show', () => {
  expect(new Set(snippets.map(({ name }) => name)).size).toBeGreaterThanOrEqual(11);
});

it.each(snippets)('packages/$name/README.md:$line prints what it says', async snippet => {
  const { name, code, promised } = snippet;
  expect(promised.length).toBeGreaterThan(0);
  const before = process.cwd();
  process.chdir(root);
  try {
    const variables = VARIABLES[name]?.();
    expect(await runSnippet(code, { require, ...(variables && { variables }) })).toEqual(promised);
  } finally {
    process.chdir(before);
  }
});
