import { cp, mkdir, writeFile } from 'fs/promises';
import { dirname, join } from 'path';
import { gzipSync } from 'zlib';
import {
  EXAMPLE_POLICIES_DIRECTORY,
  generateRecordings,
  recordingLines,
} from '@countersign/example';
import { GUARDRAIL, PAYMENTS } from './fixtures/policies';
import { testRecordings } from './fixtures/recordings';

/**
 * Writes the folder that the tests open: small sets of policies that can be counted by hand, and the
 * example organisation with its 20,000 recordings.
 */
export async function writeWorkspace(folder: string): Promise<void> {
  const lines = testRecordings().map(recording => JSON.stringify(recording));
  const jsonl = `${lines.join('\n')}\n`;
  const files: Record<string, string | Uint8Array> = {
    'policies/organisation.policy.yaml': GUARDRAIL,
    'policies/scopes/payments.policy.yaml': PAYMENTS,
    'windows/organisation.policy.yaml': GUARDRAIL.replaceAll('\n', '\r\n'),
    'windows/payments.policy.yaml': PAYMENTS.replaceAll('\n', '\r\n'),
    'broken/organisation.policy.yaml': GUARDRAIL,
    'broken/payments.policy.yaml': PAYMENTS.replace('decision: allow', 'decision: alow').replace(
      "action.name == 'database.migrate'",
      "acton.name == 'database.migrate'",
    ),
    'lonely/payments.policy.yaml': PAYMENTS,
    'twice/one.policy.yaml': GUARDRAIL,
    'twice/two.policy.yaml': GUARDRAIL.replace('name: organisation', 'name: second'),
    'recordings.jsonl': jsonl,
    'recordings.jsonl.gz': gzipSync(jsonl),
    'damaged.jsonl': `${lines.slice(0, 300).join('\n')}\n{"id": "cut off\nnothing\n`,
    'example.jsonl.gz': gzipSync(recordingLines(generateRecordings({ seed: 'tumbleweed' }))),
    'notes.txt': 'These are no recordings.\n',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await cp(EXAMPLE_POLICIES_DIRECTORY, join(folder, 'example'), { recursive: true });
}
