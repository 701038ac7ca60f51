import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import { createTerminal } from './io/Terminal';
import { createProgram } from './program';

const file = resolve(__dirname, '../../../examples/github/policy-replay.yml');

interface Workflow {
  readonly on: { readonly pull_request: unknown };
  readonly permissions: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
  >;
}

const document = parseDocument(readFileSync(file, 'utf8'), { uniqueKeys: true });
const workflow = document.toJS() as Workflow;
const steps = Object.values(workflow.jobs).flatMap(job => job.steps);

/** Every call of the command in it, with the variables of its `env` put in. */
const calls = steps
  .flatMap(({ run }) => (run ?? '').replace(/\\\n/g, ' ').split('\n'))
  .filter(line => line.includes('countersign'))
  .map(line =>
    line
      .replace(/>>.*$/, '')
      .replace(/\$([A-Z]+)/g, (whole, name: string) => workflow.env[name] ?? whole)
      .replace(/"/g, '')
      .trim()
      .split(/\s+/),
  );

describe('the workflow for pull requests', () => {
  it('is YAML that only reads, and leaves no credentials to what it runs', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.on).toHaveProperty('pull_request');
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(2);
    expect(checkouts).toEqual(
      checkouts.map(() =>
        expect.objectContaining({
          with: expect.objectContaining({ 'persist-credentials': false }),
        }),
      ),
    );
  });

  it('puts nothing that a contributor writes into a shell', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('calls commands that there are, with options that they have', async () => {
    expect(calls.map(call => call.slice(0, 4).join(' '))).toEqual([
      'npx countersign policy check',
      'npx countersign policy test',
      'npx countersign policy replay',
    ]);
    for (const call of calls) {
      // Commander itself reads the line; only what the command would do is left out.
      const program = createProgram(createTerminal(process.stdout, process.stderr));
      const command = commandOf(program, call.slice(2, 4));
      let called = 0;
      command.action(() => {
        called++;
      });
      await program.parseAsync(call.slice(2), { from: 'user' });
      expect(called).toBe(1);
    }
  });

  it('holds the replay against budgets, and puts its Markdown into the summary', () => {
    const [replay] = steps.filter(({ run }) => run?.includes('policy replay'));
    expect(replay!.run).toContain('>> "$GITHUB_STEP_SUMMARY"');
    expect(calls.at(-1)).toEqual(
      expect.arrayContaining(['--markdown', '--max-regret', '--max-toil', '--max-unknown']),
    );
  });
});

function commandOf(program: Command, names: readonly string[]): Command {
  return names.reduce(
    (parent, name) => parent.commands.find(command => command.name() === name)!,
    program,
  );
}
