/**
 * `npm run bench -- NAME [--json] [--rounds N] [--count N] [--enforce-goals]`: how fast it is. Exits
 * with 0 when what the measurement checks holds, 1 when not, or when a goal is missed and goals are enforced, 2 for
 * a wrong call.
 */
import { parseArgs } from 'node:util';
import { isReached } from '../test/src/bench/Bench';
import { BENCHES } from '../test/src/bench/benches';
import { describeMachine } from '../test/src/bench/describeMachine';
import { formatTime } from '../test/src/bench/format';

void main().then(code => {
  process.exitCode = code;
});

async function main(): Promise<number> {
  const { positionals, values } = readArguments();
  const [name, ...more] = positionals;
  const bench = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  const isOdd = rounds === undefined || (rounds >= 5 && rounds % 2 === 1);
  const count = values.count === undefined ? undefined : Number(values.count);
  const isCount = count === undefined || (Number.isSafeInteger(count) && count > 0);
  if (!bench || more.length > 0 || !isOdd || !isCount) {
    console.error(
      'Usage: npm run bench -- NAME [--json] [--rounds N] [--count N] [--enforce-goals]\n',
    );
    console.error('  Rounds are odd, 5 at least; the count is how much to measure on.\n');
    for (const [known, { title }] of Object.entries(BENCHES)) {
      console.error(`  ${known.padEnd(12)} ${title}`);
    }
    return 2;
  }
  const machine = describeMachine();
  const { processor, cores, node, system, load } = machine;
  console.log(`${processor}, ${cores} cores, Node ${node}, ${system}, load ${load}\n`);
  const { holds, lines, goals, figures } = await bench.run({
    ...(rounds && { rounds }),
    ...(count && { count }),
  });
  lines.forEach(line => console.log(line));
  console.log('\nGoals');
  for (const goal of goals) {
    const word = isReached(goal) ? 'reached' : 'NOT REACHED';
    const times = `${formatTime(goal.measured)} of ${formatTime(goal.goal)}`;
    console.log(`${goal.name.padEnd(46)}${times.padStart(24)}  ${word}`);
  }
  if (values.json) {
    const stated = goals.map(goal => ({ ...goal, reached: isReached(goal) }));
    console.log(JSON.stringify({ name, holds, machine, goals: stated, figures }));
  }
  const isFast = !values['enforce-goals'] || goals.every(isReached);
  return holds && isFast ? 0 : 1;
}

function readArguments() {
  const options = {
    json: { type: 'boolean' },
    rounds: { type: 'string' },
    count: { type: 'string' },
    'enforce-goals': { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return { positionals: [], values: {} };
  }
}
