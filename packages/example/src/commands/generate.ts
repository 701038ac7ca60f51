/**
 * Writes the example's recordings as JSON Lines, compressed when the file's name ends in .gz:
 *
 *   npx tsx packages/example/src/commands/generate.ts FILE [--seed TEXT] [--count N] [--until INSTANT]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { digestText } from '@countersign/model';
import { generateRecordings } from '../recordings/generateRecordings';
import { recordingLines } from '../recordings/recordingLines';

const USAGE =
  'Usage: generate.ts FILE [--seed TEXT] [--count 1..1000000] [--until 2026-11-22T00:00:00.000Z]';

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: 'tumbleweed' },
      count: { type: 'string', default: '20000' },
      until: { type: 'string', default: '2026-11-22T00:00:00.000Z' },
    },
  });
  const [file, ...others] = positionals;
  const count = Number(values.count);
  const until = new Date(values.until);
  const isSound =
    file !== undefined &&
    others.length === 0 &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 1_000_000 &&
    !Number.isNaN(until.getTime());
  if (!isSound) {
    console.error(USAGE);
    return 2;
  }
  const lines = recordingLines(
    generateRecordings({ seed: values.seed, count, until: until.toISOString() }),
  );
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(lines) : lines);
  console.log(
    `${count} recordings until ${until.toISOString()} in ${file}, ${digestText(lines)} before compression`,
  );
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exitCode = 2;
}
