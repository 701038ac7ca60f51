import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPROVAL_CODE_DESCRIPTIONS } from '../../packages/approval/src/catalog/codeDescriptions';
import { APPROVAL_CODES } from '../../packages/approval/src/catalog/codes';
import { CODE_DESCRIPTIONS } from '../../packages/policy/src/codeDescriptions';
import { POLICY_CODES } from '../../packages/policy/src/codes';
import { code, GENERATED, table } from './markdown';

const root = join(__dirname, '../..');

/** The reference page of the diagnostics: each code with a text that makes it fire. */
export function codesPage(): string {
  return [
    GENERATED,
    '# Diagnostics: reference',
    `What \`countersign policy check\` and the editors report. A code never changes its meaning. The examples are cases of
the tests: \`«…»\` is the text that is marked, and what follows is the message. A line with \`%%\` begins another file.`,
    '## In policies and their tests',
    ...partOf(POLICY_CODES, CODE_DESCRIPTIONS, 'packages/policy/testdata'),
    '## Against a catalog',
    `Found with \`--catalog\`, which compares policies with a snapshot of the catalog.`,
    ...partOf(APPROVAL_CODES, APPROVAL_CODE_DESCRIPTIONS, 'packages/approval/testdata'),
  ].join('\n\n');
}

function partOf(
  severities: Readonly<Record<string, string>>,
  descriptions: Readonly<Record<string, string>>,
  folder: string,
): string[] {
  const names = Object.keys(severities);
  return [
    table(
      ['code', 'severity', 'what it means, what to do'],
      names.map(name => [`[${code(name)}](#${name})`, severities[name]!, descriptions[name] ?? '']),
    ),
    ...names.flatMap(name => exampleOf(name, folder)),
  ];
}

/** The first case of a code's test document that fires it: its title, its text, its finding. */
function exampleOf(name: string, folder: string): string[] {
  const document = readIfThere(join(root, folder, `${name}.txt`));
  const fires = new RegExp(`^.*?\\w+ ${name} («[^]*?» .*)$`, 'm');
  for (const part of document.split(/^=== /m).slice(1)) {
    const [head = '', expected = ''] = part.split(/^--- expected\n/m);
    const found = fires.exec(expected);
    if (found) {
      const lineEnd = head.indexOf('\n');
      return [
        `### ${name}`,
        `Example: ${head.slice(0, lineEnd)}.`,
        // Not marked as YAML: what stands here has a fault.
        `\`\`\`text\n${shortened(head.slice(lineEnd + 1).trimEnd(), expected)}\n\`\`\``,
        `> ${found[1]!.replaceAll('<', '\\<')}`,
      ];
    }
  }
  return [`### ${name}`, 'No example: a text that fires it is longer than a page should be.'];
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A few codes need a text that is too long for a document; they have tests in code.
    return '';
  }
}

/** The lines around the place of the finding, so that a page stays readable. */
function shortened(text: string, expected: string): string {
  const place = /^(?:[\w.-]+:)?(\d+):\d+ /.exec(expected);
  const lines = text.split('\n');
  if (!place || lines.length <= 12 || text.includes('%% ')) {
    return text;
  }
  const at = Number(place[1]) - 1;
  const from = Math.max(0, Math.min(at - 6, lines.length - 12));
  return [
    ...(from > 0 ? ['…'] : []),
    ...lines.slice(from, from + 12),
    ...(from + 12 < lines.length ? ['…'] : []),
  ].join('\n');
}
