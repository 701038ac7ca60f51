/**
 * `npm run conformance -- NAME [--json] [--count N] [--seed S]`: whether we agree with what we promise
 * to agree with. Exits with 0 when we do, 1 when not, 2 for a wrong call.
 */
import { parseArgs } from 'node:util';
import { CONFORMANCES } from '../test/src/conformance/conformances';

void main().then(code => {
  process.exitCode = code;
});

async function main(): Promise<number> {
  const { positionals, values } = readArguments();
  const [name, ...more] = positionals;
  const conformance =
    name !== undefined && Object.hasOwn(CONFORMANCES, name) ? CONFORMANCES[name] : undefined;
  const count = wholeNumber(values.count);
  const seed = wholeNumber(values.seed);
  if (!conformance || more.length > 0 || Number.isNaN(count) || Number.isNaN(seed)) {
    console.error('Usage: npm run conformance -- NAME [--json] [--count N] [--seed S]\n');
    for (const [known, { title }] of Object.entries(CONFORMANCES)) {
      console.error(`  ${known.padEnd(12)} ${title}`);
    }
    return 2;
  }
  const { holds, lines, figures } = await conformance.run({
    ...(count !== undefined && { count }),
    ...(seed !== undefined && { seed }),
  });
  lines.forEach(line => console.log(line));
  if (values.json) {
    console.log(JSON.stringify({ name, holds, ...figures }));
  }
  return holds ? 0 : 1;
}

function readArguments() {
  const options = {
    json: { type: 'boolean' },
    count: { type: 'string' },
    seed: { type: 'string' },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { positionals: [], values: {} };
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : NaN;
}
