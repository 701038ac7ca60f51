import { nearestName } from '@countersign/diagnostics';
import { policyDocumentSchema } from '@countersign/model';
import type { z } from 'zod';
import { finding, type PolicyDiagnostic } from '../codes';
import type { Path, PolicyText } from './PolicyText';
import { YAML_LIMITS } from './readYaml';
import { nearestDuration } from './nearestDuration';
import { schemaMembers } from './schemaMembers';

type Issue = z.core.$ZodIssue;

/** What a text is meant to be. */
export interface DocumentKind {
  readonly schema: z.ZodType;
  /** What messages call the whole: `a policy`. */
  readonly noun: string;
}

const POLICY: DocumentKind = { schema: policyDocumentSchema, noun: 'a policy' };

/**
 * What the schema found, each at its place in the text and in plain words. All of it, not only the
 * first, though no more than anyone reads: a hostile text could have a hundred thousand.
 *
 * @param kind - What the text is meant to be; a policy unless it says otherwise.
 */
export function schemaFindings(
  issues: readonly Issue[],
  text: PolicyText,
  kind: DocumentKind = POLICY,
): PolicyDiagnostic[] {
  const found = issues
    .slice(0, YAML_LIMITS.diagnostics)
    .flatMap(issue => findingsOf(issue, issue.path, text, kind));
  const seen = new Set<string>();
  return found.filter(({ code, span, data }) => {
    // A slip in a member's name is one fault, not an unknown member and a missing one; and of two
    // things that a value must be, the first says more.
    const isSlip =
      code === 'missing-member' &&
      found.some(
        other =>
          other.code === 'unknown-member' &&
          other.data?.suggestion === data?.member &&
          other.data?.holder === data?.holder,
      );
    const key = `${code} ${span.start} ${data?.member === undefined ? '' : String(data.member)}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst && !isSlip;
  });
}

function findingsOf(
  issue: Issue,
  path: Path,
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys
        .slice(0, YAML_LIMITS.diagnostics)
        .map(key => unknownMember(path, key, text, kind));
    case 'invalid_union':
      return unionFindings(issue, path, text, kind);
    case 'invalid_type':
      return [text.node(path) ? wrongType(issue, path, text, kind) : missing(path, text, kind)];
    case 'invalid_value':
      return [
        text.node(path)
          ? wrongValue(path, issue.values.map(String), text, kind)
          : missing(path, text, kind),
      ];
    case 'invalid_key':
      return [
        finding(
          'schema-value',
          text.keySpan(path),
          `The name "${String(path.at(-1))}" ${issue.issues[0]?.message ?? 'is not allowed'}.`,
        ),
      ];
    case 'custom':
      // Told apart, with a code and a place of their own, in checkRules, checkImpact and checkCases.
      return CHECKED_ELSEWHERE.has(issue.message) ? [] : [value(path, issue.message, text, kind)];
    default:
      return [value(path, plainBound(issue), text, kind)];
  }
}

const CHECKED_ELSEWHERE = new Set([
  'require stands exactly where the decision is require_approval',
  'a raise has either to or by',
  'a case expects at least one thing',
]);

function unionFindings(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic[] {
  const branches = issue.errors as Issue[][];
  if (branches.length === 0) {
    if (!text.node(path)) {
      return [missing(path, text, kind)];
    }
    const options = 'options' in issue ? (issue.options ?? []) : [];
    return [wrongValue(path, options.map(String), text, kind)];
  }
  // The author meant the branch whose own members fit best; faults deeper down weigh little.
  const weigh = (branch: Issue[]) =>
    branch.reduce((sum, { code, path: inner, ...rest }) => {
      const keys = code === 'unrecognized_keys' ? (rest as { keys: string[] }).keys.length : 1;
      return sum + keys * (inner.length === 0 || isMissing(inner, path, text) ? 100 : 1);
    }, 0);
  const best = branches.reduce((a, b) => (weigh(b) < weigh(a) ? b : a));
  return best.flatMap(inner => findingsOf(inner, [...path, ...inner.path], text, kind));
}

function isMissing(inner: Path, path: Path, text: PolicyText): boolean {
  return inner.length === 1 && text.node([...path, ...inner]) === undefined;
}

function unknownMember(
  path: Path,
  key: string,
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic {
  const known = schemaMembers(path, text.string(['spec', 'layer']), kind.schema).map(
    member => member.name,
  );
  const suggestion = nearestName(key, known);
  const holder = label(path, kind);
  const hint = suggestion
    ? `Did you mean "${suggestion}"?`
    : `It has ${known.join(', ') || 'no members'}.`;
  return finding(
    'unknown-member',
    text.keySpan([...path, key]),
    `"${key}" is not a member of ${holder}. ${hint}`,
    { holder: path.join('.'), ...(suggestion !== undefined && { suggestion }) },
  );
}

function missing(path: Path, text: PolicyText, kind: DocumentKind): PolicyDiagnostic {
  const holder = path.slice(0, -1);
  if (holder.join('.').startsWith(MATRIX)) {
    const [row, column] = path.slice(3).map(String);
    return finding(
      'matrix-hole',
      text.headSpan(holder),
      `The matrix says no level for ${column === undefined ? `what is ${row}` : `${row} × ${column}`}. Every cell needs one, or an action could have none.`,
      { member: String(path.at(-1)), holder: holder.join('.') },
    );
  }
  return finding(
    'missing-member',
    text.headSpan(holder),
    `${capital(label(holder, kind))} needs "${String(path.at(-1))}".`,
    { member: String(path.at(-1)), holder: holder.join('.') },
  );
}

function wrongType(
  issue: Extract<Issue, { code: 'invalid_type' }>,
  path: Path,
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic {
  const given = typeName(text.valueAt(path));
  return finding(
    'schema-type',
    text.span(path),
    `${capital(label(path, kind))} must be ${EXPECTED[issue.expected] ?? issue.expected}, not ${given}.${
      issue.expected === 'string' ? ' Put it in quotes if it is meant as a text.' : ''
    }`,
  );
}

function wrongValue(
  path: Path,
  values: readonly string[],
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic {
  const given = text.valueAt(path);
  const suggestion = typeof given === 'string' ? nearestName(given, values) : undefined;
  const choice = values.length === 1 ? `"${values[0]}"` : `one of ${values.join(', ')}`;
  return finding(
    'schema-value',
    text.span(path),
    `${capital(label(path, kind))} must be ${choice}.${suggestion ? ` Did you mean "${suggestion}"?` : ''}`,
    suggestion === undefined ? { values } : { suggestion, values },
  );
}

function value(
  path: Path,
  message: string,
  text: PolicyText,
  kind: DocumentKind,
): PolicyDiagnostic {
  const fault = `${capital(label(path, kind))} ${message}.`;
  if (message !== NO_DURATION) {
    return finding('schema-value', text.span(path), fault);
  }
  const suggestion = nearestDuration(text.string(path) ?? '');
  return suggestion === undefined
    ? finding('wrong-unit', text.span(path), fault)
    : finding('wrong-unit', text.span(path), `${fault} Did you mean "${suggestion}"?`, {
        suggestion,
      });
}

const MATRIX = 'spec.impact.matrix';
const NO_DURATION = 'must be a duration such as 30m, 4h or 2d';

function plainBound(issue: Issue): string {
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    const [word, bound] =
      issue.code === 'too_big' ? ['at most', issue.maximum] : ['at least', issue.minimum];
    const unit = { string: ['character', 'characters'], array: ['entry', 'entries'] }[
      issue.origin as string
    ];
    return unit
      ? `must have ${word} ${bound} ${unit[bound === 1 ? 0 : 1]}`
      : `must be ${word} ${bound}`;
  }
  if (issue.code === 'invalid_format' && issue.format === 'date') {
    return 'must be a date such as 2027-01-31';
  }
  return issue.message.replace(/\.$/, '');
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping of names to values',
  record: 'a mapping of names to values',
  array: 'a list',
};

function typeName(given: unknown): string {
  if (given === null || given === undefined) {
    return 'empty';
  }
  if (Array.isArray(given)) {
    return 'a list';
  }
  switch (typeof given) {
    case 'string':
      return 'a text';
    case 'number':
      return `the number ${given}`;
    case 'boolean':
      return String(given);
    default:
      return 'a mapping';
  }
}

/** `"deadline"`, or `entry 2 of "rules"`. */
function label(path: Path, kind: DocumentKind): string {
  const last = path.at(-1);
  if (last === undefined) {
    return kind.noun;
  }
  if (typeof last !== 'number') {
    return `"${String(last)}"`;
  }
  return `entry ${last + 1} of ${label(path.slice(0, -1), kind)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
