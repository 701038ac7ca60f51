import { nearestName, type Diagnostic } from '@countersign/diagnostics';
import { BANDS, REVERSIBILITIES } from '@countersign/model';
import { placeAt, type Path, type PolicyCode } from '@countersign/policy';
import { zoneNames } from '../complete/zoneNames';
import { memberNames, nodeAt } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { FIRST_MATRIX, proposedValue } from './proposedValue';
import { addMember, removeEntry, type TextChange } from './TextChange';
import { wrapInHas } from './wrapInHas';

/** A way to make a finding go away. */
export interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** Whether it is most likely what is meant. */
  readonly isPreferred?: boolean;
}

/** The ways to mend a finding; none where only its author can know. */
export function fixesFor(view: PolicyDocumentView, finding: Diagnostic): Fix[] {
  const named = replacements(view, finding);
  const made = MAKERS[finding.code as PolicyCode]?.(view, finding) ?? [];
  return [...named, ...made].filter(
    (fix): fix is Fix => fix !== undefined && fix.changes.length > 0,
  );
}

type Maker = (view: PolicyDocumentView, finding: Diagnostic) => readonly (Fix | undefined)[];

const MATRIX = ['spec', 'impact', 'matrix'] as const;
/** Of a closed choice, so many at most are each offered. */
const MAX_CHOICES = 6;

const MAKERS: Partial<Record<PolicyCode, Maker>> = {
  'maybe-absent': (view, { span }) => [
    fix('Ask with has() whether it is there', wrapInHas(view, span), true),
  ],
  'missing-member': (view, { data }) => {
    const holder = pathOf(String(data?.holder ?? ''));
    return [add(view, holder, String(data?.member ?? ''))];
  },
  'requirement-missing': (view, finding) => [add(view, holderOf(view, finding), 'require')],
  'requirement-unexpected': (view, finding) => [
    remove(view, finding, 'Remove "require"', 'require'),
  ],
  'kind-in-scope': (view, finding) => [remove(view, finding, 'Remove "kind"', 'kind')],
  'guardrail-kind-missing': (view, finding) => {
    const holder = itemAt(view, finding);
    return ['mandatory', 'default'].map(value =>
      holder
        ? fix(`Add "kind: ${value}"`, one(addMember(view, holder, { name: 'kind', value })))
        : undefined,
    );
  },
  'raise-target': (view, finding) => {
    const holder = itemAt(view, finding);
    const present = holder ? memberNames(nodeAt(view.loose.root, holder)) : [];
    return present.includes('by')
      ? [remove(view, finding, 'Remove "by"', 'by')]
      : [
          holder &&
            fix('Add "to: high"', one(addMember(view, holder, { name: 'to', value: 'high' }))),
        ];
  },
  'matrix-hole': view => [fillMatrix(view)],
  'fallback-missing': view => [add(view, ['spec'], 'fallback')],
  'impact-missing': view => [add(view, ['spec'], 'impact')],
  'unknown-zone': (view, { span }) => {
    const zone = view.text.slice(span.start, span.end).replace(/^['"]|['"]$/g, '');
    const nearest = nearestName(zone, zoneNames());
    return [nearest === undefined ? undefined : replace(span, nearest, true)];
  },
  'unused-window': (view, finding) => [remove(view, finding, 'Remove the window')],
  'duplicate-coverage': removeItem,
  'duplicate-control': removeItem,
  'hold-ended': removeItem,
  'exception-ended': removeItem,
  'standing-ended': removeItem,
  'never-fires': removeItem,
  'unknown-member': (view, finding) => [remove(view, finding, 'Remove it')],
};

/** What was probably meant, or each of a few things that may stand there. */
function replacements(view: PolicyDocumentView, { code, span, data }: Diagnostic): Fix[] {
  const { suggestion, values } = data ?? {};
  if (code === 'maybe-absent') {
    return [];
  }
  const choices = Array.isArray(values) && values.length <= MAX_CHOICES ? values : [];
  const first = typeof suggestion === 'string' ? [suggestion] : [];
  return [...first, ...choices.filter(each => each !== suggestion)].map((value, index) =>
    replace(span, quotedLike(view.text.slice(span.start, span.end), value), index < first.length),
  );
}

/** A value in quotes stays in them. */
function quotedLike(before: string, value: string): string {
  const [, quote] = /^(['"]).*\1$/s.exec(before) ?? [];
  return quote && /^\w/.test(value) ? quote + value + quote : value;
}

function replace(span: { start: number; end: number }, text: string, isPreferred: boolean): Fix {
  return { title: `Replace with ${text}`, changes: [{ ...span, text }], isPreferred };
}

/** Adds what is missing with a value to begin with. */
function add(view: PolicyDocumentView, holder: Path | undefined, name: string): Fix | undefined {
  if (!holder || name === '') {
    return undefined;
  }
  const value = proposedValue(view, [...holder, name]);
  return fix(`Add "${name}"`, one(addMember(view, holder, { name, value })), true);
}

function removeItem(view: PolicyDocumentView, finding: Diagnostic): readonly (Fix | undefined)[] {
  const path = itemAt(view, finding);
  const change = path && removeEntry(view, path);
  const noun = NOUNS[String(path?.[1])] ?? 'entry';
  return [change && fix(`Remove the ${noun}`, [change])];
}

const NOUNS: Readonly<Record<string, string>> = {
  rules: 'rule',
  holds: 'hold',
  exceptions: 'exception',
  standing: 'standing approval',
  controls: 'control',
};

/** Takes out the member at a finding, or one beside it. */
function remove(
  view: PolicyDocumentView,
  finding: Diagnostic,
  title: string,
  name?: string,
): Fix | undefined {
  const place = placeAt(view.loose, finding.span.start);
  const path =
    place.kind === 'member' && place.entry
      ? [...place.path, place.entry.key ?? 0]
      : place.kind === 'value'
        ? place.path
        : undefined;
  if (!path) {
    return undefined;
  }
  const change = removeEntry(view, name === undefined ? path : [...path.slice(0, -1), name]);
  return change && fix(title, [change]);
}

/** Every level that the matrix does not say yet, to be looked at. */
function fillMatrix(view: PolicyDocumentView): Fix | undefined {
  const matrix = nodeAt(view.loose.root, MATRIX);
  const comment = 'review this';
  const changes = REVERSIBILITIES.flatMap(row => {
    const node = nodeAt(view.loose.root, [...MATRIX, row]);
    if (node?.kind !== 'map') {
      const value = FIRST_MATRIX[row];
      return node ? [] : (one(addMember(view, MATRIX, { name: row, value, comment })) ?? []);
    }
    const present = memberNames(node);
    return BANDS.filter(band => !present.includes(band)).flatMap(
      band =>
        one(
          addMember(view, [...MATRIX, row], {
            name: band,
            value: FIRST_MATRIX[row][band],
            comment,
          }),
        ) ?? [],
    );
  });
  return matrix && fix('Fill the matrix', changes, true);
}

/** The mapping around a finding's place. */
function holderOf(view: PolicyDocumentView, { span }: Diagnostic): Path | undefined {
  const place = placeAt(view.loose, span.start);
  return place.kind === 'member'
    ? place.path
    : place.kind === 'value'
      ? place.path.slice(0, -1)
      : undefined;
}

/** The item of a list in `spec` or `metadata` that a finding lies in. */
function itemAt(view: PolicyDocumentView, { span }: Diagnostic): Path | undefined {
  const { path } = placeAt(view.loose, span.start);
  const index = path.findIndex(step => typeof step === 'number');
  return index < 0 ? undefined : path.slice(0, index + 1);
}

function pathOf(dotted: string): Path {
  return dotted === ''
    ? []
    : dotted.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step));
}

function one(change: TextChange | undefined): TextChange[] | undefined {
  return change && [change];
}

function fix(
  title: string,
  changes: readonly TextChange[] | undefined,
  isPreferred = false,
): Fix | undefined {
  return changes && { title, changes, isPreferred };
}
