/**
 * Prints the figures of the made-up history beside GOV.UK's, where that data lies in ../shared/data:
 *
 *   npx tsx packages/example/src/commands/figures.ts [SEED]
 */
import { deploymentFacts, figuresOf, type Figures } from '../recordings/figuresOf';
import { generateRecordings } from '../recordings/generateRecordings';
import { govukDeployments } from '../recordings/govukDeployments';

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

const ROWS: readonly [string, (figures: Figures) => string][] = [
  ['deployments', figures => String(figures.deployments)],
  ['rolled back or failed', figures => percent(figures.wentWrong)],
  ['more than a day after staging', figures => String(figures.stale)],
  ['  of these rolled back or failed', figures => percent(figures.staleWentWrong)],
  ['of what went wrong, on the three worst days', figures => percent(figures.onWorstThreeDays)],
  ['out of hours (not Mon-Fri 8-18)', figures => percent(figures.outOfHours)],
  ['by people', figures => percent(figures.byPeople)],
  ['on the ten busiest services', figures => percent(figures.tenBusiest)],
  ...['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map(
    (name, day): [string, (figures: Figures) => string] => [
      `on ${name}`,
      figures => percent(figures.weekdays[day]!),
    ],
  ),
];

const made = figuresOf(
  deploymentFacts(generateRecordings({ seed: process.argv[2] ?? 'tumbleweed' })),
);
const real = govukDeployments();
const found = real && figuresOf(real);
console.log(`${''.padEnd(44)}${'made up'.padStart(10)}${'GOV.UK'.padStart(12)}`);
for (const [name, show] of ROWS) {
  console.log(name.padEnd(44) + show(made).padStart(10) + (found ? show(found) : '–').padStart(12));
}
if (!found) {
  console.log("GOV.UK's data is not in ../shared/data, so its column is empty.");
}
