import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LineCounter, type Severity, type Span } from '@countersign/diagnostics';
import { digestText } from '@countersign/model';
import type { PolicyFinding } from '../policies/findingsOf';

/** What a code means, for people who see it in a list. */
export interface SarifRule {
  readonly id: string;
  readonly severity: Severity;
  readonly description: string;
}

/** The schema of the format. */
export const SARIF_SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * Findings as a SARIF 2.1.0 log. Files are relative to the folder the command runs in, where code
 * scanning expects the root of the repository; columns count UTF-16 code units from 1. A finding keeps
 * its fingerprint while its line keeps its text, wherever the line moves.
 *
 * @param rules - Every code that there is, whether it was found or not.
 */
export function sarifLog(
  findings: readonly PolicyFinding[],
  rules: readonly SarifRule[],
  options: { readonly exitCode: number },
) {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const counters = new Map<string, LineCounter>();
  const occurrences = new Map<string, number>();
  return {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'countersign', rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, exitCode: options.exitCode }],
        results: findings.map(({ file, text, diagnostic: { code, severity, message, span } }) => {
          const counter = counters.get(file) ?? new LineCounter(text);
          counters.set(file, counter);
          const uri = uriOf(file);
          const identity = `${code}\n${uri}\n${lineOf(text, counter, span)}`;
          const occurrence = (occurrences.get(identity) ?? 0) + 1;
          occurrences.set(identity, occurrence);
          return {
            ruleId: code,
            ...(indexes.has(code) && { ruleIndex: indexes.get(code) }),
            level: LEVELS[severity],
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: locationOf(uri),
                  region: region(counter, span),
                },
              },
            ],
            partialFingerprints: {
              'countersign/v1': `${digestText(identity).slice('sha256:'.length)}:${occurrence}`,
            },
          };
        }),
      },
    ],
  };
}

const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

function ruleOf({ id, severity, description }: SarifRule) {
  return {
    id,
    shortDescription: { text: description },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function region(counter: LineCounter, { start, end }: Span) {
  const first = counter.position(start);
  const last = counter.position(end);
  return {
    startLine: first.line + 1,
    startColumn: first.column + 1,
    endLine: last.line + 1,
    endColumn: last.column + 1,
  };
}

/** The line that a finding begins on, without its indentation. */
function lineOf(text: string, counter: LineCounter, { start }: Span): string {
  const { line } = counter.position(start);
  return text.slice(counter.offset(line, 0), counter.offset(line + 1, 0)).trim();
}

/** A relative URI of what lies under the current folder; of anything else the whole one. */
function uriOf(file: string): string {
  const path = relative('.', resolve(file));
  return path === '' || path.startsWith('..') || isAbsolute(path)
    ? pathToFileURL(file).href
    : path.split(sep).map(encodeURIComponent).join('/');
}

function locationOf(uri: string) {
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}
