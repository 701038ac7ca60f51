/** One test case of a report. */
export interface JUnitCase {
  readonly name: string;
  /** Why it failed; absent when it passed. */
  readonly failure?: {
    readonly type: string;
    /** One line. */
    readonly message: string;
    /** All there is to say. */
    readonly detail: string;
  };
}

/** The cases of one file. */
export interface JUnitSuite {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly JUnitCase[];
}

/**
 * A report in the XML that Jenkins, GitLab, GitHub's actions and others read. It holds no times and no
 * host, so that two runs over the same files give the same bytes.
 */
export function junitXml(name: string, suites: readonly JUnitSuite[]): string {
  const cases = suites.flatMap(suite => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...countsOf(cases) })}>`,
    ...suites.flatMap(suite => [
      `  <testsuite ${attributes({ name: suite.name, file: suite.file, ...countsOf(suite.cases) })}>`,
      ...suite.cases.flatMap(one => caseLines(suite, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines(suite: JUnitSuite, { name, failure }: JUnitCase): string[] {
  const head = `    <testcase ${attributes({ name, classname: suite.name, file: suite.file })}`;
  if (!failure) {
    return [`${head}/>`];
  }
  const { type, message, detail } = failure;
  return [
    `${head}>`,
    `      <failure ${attributes({ type, message })}>${escapeXml(detail)}</failure>`,
    '    </testcase>',
  ];
}

function countsOf(cases: readonly JUnitCase[]) {
  const failures = cases.filter(({ failure }) => failure).length;
  return { tests: cases.length, failures, errors: 0, skipped: 0 };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(String(value)).replace(/[\n\t]/g, numbered)}"`)
    .join(' ');
}

/** A line break in an attribute would be read as a blank. */
function numbered(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** What XML 1.0 cannot hold, not even escaped, becomes U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"']/g, character => ENTITIES[character]!)
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
