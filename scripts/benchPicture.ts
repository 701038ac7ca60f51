/**
 * `npx tsx scripts/benchPicture.ts REPORT PICTURE`: draws what a replay costs against the number of
 * actions, out of what `npm run bench -- replay --json` printed. Exits with 2 for a wrong call.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawReplayCost } from '../test/src/bench/replay/drawReplayCost';
import type { ReplayFigures } from '../test/src/bench/replay/replayFigures';

process.exitCode = main(process.argv.slice(2));

function main([report, picture, ...more]: string[]): number {
  if (report === undefined || picture === undefined || more.length > 0) {
    console.error('Usage: npx tsx scripts/benchPicture.ts REPORT PICTURE');
    return 2;
  }
  const line = readFileSync(report, 'utf8')
    .split('\n')
    .find(each => each.startsWith('{"name":"replay"'));
  if (line === undefined) {
    console.error(`${report} has no line of JSON that "npm run bench -- replay --json" printed.`);
    return 2;
  }
  const { figures } = JSON.parse(line) as { figures: ReplayFigures };
  writeFileSync(picture, drawReplayCost(figures));
  return 0;
}
