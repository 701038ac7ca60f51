/**
 * `npx tsx scripts/benchDocs.ts REPORT`: writes the replay's tables of docs/performance.md and the
 * picture beside them out of what `npm run bench -- replay --json` printed into REPORT. Exits with 2
 * for a wrong call.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  describeReplayFigures,
  type ReplayReport,
} from '../test/src/bench/replay/describeReplayFigures';
import { drawReplayCost } from '../test/src/bench/replay/drawReplayCost';

const DOCS = resolve(__dirname, '../docs');
const BEGIN = '<!-- replay figures -->';
const END = '<!-- end of replay figures -->';

process.exitCode = main(process.argv.slice(2));

function main([path, ...more]: string[]): number {
  if (path === undefined || more.length > 0) {
    console.error('Usage: npx tsx scripts/benchDocs.ts REPORT');
    return 2;
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  const line = lines.find(each => each.startsWith('{"name":"replay"'));
  if (line === undefined) {
    console.error(`${path} has no line of JSON that "npm run bench -- replay --json" printed.`);
    return 2;
  }
  const report = JSON.parse(line) as ReplayReport;
  const page = resolve(DOCS, 'performance.md');
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(BEGIN) as [string, string];
  const [, after] = rest.split(END) as [string, string];
  const written = `${before}${BEGIN}\n\n${describeReplayFigures(report)}\n\n${END}${after}`;
  writeFileSync(page, written);
  writeFileSync(resolve(DOCS, 'pictures/replay-cost.svg'), drawReplayCost(report.figures));
  return 0;
}
