import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parsePolicy } from '@countersign/policy';
import { evaluationRequestSchema } from '@countersign/client';
import { readJson } from '@countersign/model';
import { policiesOfConditions, policyOfFragment } from './policyOfFragment';
import { findDocuments, readBlocks } from './readBlocks';

const root = resolve(__dirname, '../../..');
const documents = findDocuments(root);
const blocks = documents.flatMap(file => readBlocks(root, file));
const named = <T extends { file: string; line: number }>(items: T[]) =>
  items.map(item => [`${item.file}:${item.line}`, item] as const);

describe('documents', () => {
  it('are found', () => {
    expect(documents).toContain('README.md');
    expect(blocks.length).toBeGreaterThan(10);
  });

  it.each(documents)('%s points only at what is there', file => {
    const text = readFileSync(join(root, file), 'utf8').replace(/```[^]*?```/g, '');
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(match => match[1] ?? match[2]!)
      .filter(target => !/^(https?:|mailto:|#)/.test(target))
      .filter(target => !existsSync(resolve(root, dirname(file), target.split('#')[0]!)));
    expect(broken).toEqual([]);
  });

  const policies = blocks.filter(
    ({ language, text }) => language === 'yaml' && /^apiVersion:.*\nkind: Policy\n/.test(text),
  );
  it.each(named(policies))('the policy at %s checks', (_place, block) => {
    expect(parsePolicy(block.text, block.file).diagnostics).toEqual([]);
  });

  const fragments = blocks.filter(({ language }) => /^yaml (scope|guardrail)$/.test(language));
  it.each(named(fragments))('the part of a policy at %s checks', (_place, block) => {
    const { diagnostics } = parsePolicy(policyOfFragment(block), block.file);
    // A part need not use everything that it shows.
    expect(diagnostics.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  const conditions = blocks.filter(({ language }) => language === 'cel');
  it.each(named(conditions))('the conditions at %s check', (_place, block) => {
    const found = policiesOfConditions(block).flatMap(
      policy => parsePolicy(policy, block.file).diagnostics,
    );
    expect(found.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  it('shows parts of policies, and conditions', () => {
    expect(fragments.length).toBeGreaterThan(10);
    expect(conditions.length).toBeGreaterThan(3);
  });

  const others = blocks.filter(
    ({ language, text }) => language === 'yaml' && text.startsWith('apiVersion:'),
  );
  it.each(named(others))('the document at %s has a kind that is checked', (_place, { text }) => {
    expect(text).toMatch(/^kind: (Policy|PolicyTest)$/m);
  });

  const questions = blocks.filter(
    ({ language, text }) => language === 'json' && text.includes('"subject"'),
  );
  it.each(named(questions))('the evaluation at %s is one', (_place, block) => {
    expect(evaluationRequestSchema.safeParse(readJson(block.text)).error).toBeUndefined();
  });

  it.each(documents)('%s names only scripts that there are', file => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readFileSync(join(root, file), 'utf8').matchAll(/npm run ([\w:]+)/g)];
    expect(named.map(match => match[1]!).filter(script => !(script in scripts))).toEqual([]);
  });
});
