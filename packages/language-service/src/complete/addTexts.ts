import { APPROVER_FUNCTIONS, DURATION_PATTERN, durationMinutes } from '@countersign/model';
import { describeMinutes, type Path, type SchemaForm } from '@countersign/policy';
import { CompletionItemKind } from 'vscode-languageserver-types';
import { otherPolicies, type LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { referencesAt } from '../navigate/referencesAt';
import { escapeMarkdown } from '../text/escapeMarkdown';
import { describeSelector } from '../hover/describeSelector';
import { MAX_ITEMS, type Proposal } from './Proposals';
import { zoneNames } from './zoneNames';

/** Where texts are added to. */
export interface TextProposals {
  readonly typed: string;
  add(...proposals: Proposal[]): void;
  cut(): void;
}

/** A place for a text: what it is written in, and what stands in front of it. */
export interface TextPlace {
  readonly path: Path;
  readonly form: SchemaForm | undefined;
  readonly lead: string;
}

const DAY = 86_400_000;

/** Texts that mean something at a place: references, names, durations, days, zones. */
export function addTexts(
  proposals: TextProposals,
  view: PolicyDocumentView,
  { path, form, lead }: TextPlace,
  context: LanguageContext,
): void {
  const add = (label: string, kind: CompletionItemKind, rest: Partial<Proposal> = {}) =>
    proposals.add({ label, kind, ...(lead && { insert: lead + label, filter: label }), ...rest });
  switch (form) {
    case 'duration':
      for (const each of durationsFor(proposals.typed)) {
        add(each, CompletionItemKind.Unit, { detail: describeMinutes(durationMinutes(each)) });
      }
      return;
    case 'day':
      for (const days of context.now === undefined ? [] : [30, 90, 180, 365]) {
        const day = new Date(context.now! + days * DAY).toISOString().slice(0, 10);
        add(day, CompletionItemKind.Value, { detail: `in ${days} days` });
      }
      return;
    case 'approver':
      for (const each of APPROVER_FUNCTIONS) {
        add(each, CompletionItemKind.Function, { detail: describeSelector(each) });
      }
      for (const policy of [view, ...otherPolicies(view, context)]) {
        for (const { name } of policy.names.of('role')) {
          add(`role:${name}`, CompletionItemKind.Interface, { detail: policy.names.policy ?? '' });
        }
      }
      addCatalog(proposals, ['group', 'user'], lead, context);
      return;
    case 'entity':
      addCatalog(proposals, kindsFor(path, context), lead, context);
      return;
    case 'name':
      for (const { name, kind } of view.names.of(...referencesAt(path))) {
        add(name, CompletionItemKind.Reference, { detail: kind });
      }
      if (path.join('.') === 'metadata.name') {
        const file = /([^/\\]+)\.policy\.yaml$/.exec(view.uri)?.[1];
        const name = file
          ?.toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '');
        if (name) {
          add(name, CompletionItemKind.File, { detail: 'as the file is called' });
        }
      }
      return;
    default:
      addByName(add, path);
  }
}

/** Texts whose form the schema only bounds, by the name of their member. */
function addByName(add: (label: string, kind: CompletionItemKind) => void, path: Path): void {
  if (path.at(-1) === 'zone') {
    zoneNames().forEach(zone => add(zone, CompletionItemKind.Value));
  } else if (path[1] === 'windows' && (path.at(-1) === 'from' || path.at(-1) === 'to')) {
    TIMES.forEach(time => add(time, CompletionItemKind.Value));
  }
}

const TIMES = ['00:00', '06:00', '08:00', '09:00', '12:00', '17:00', '18:00', '22:00', '24:00'];

function durationsFor(typed: string): readonly string[] {
  const units = /^[1-9][0-9]*$/.test(typed) ? ['m', 'h', 'd'].map(unit => typed + unit) : [];
  return [...units, '15m', '30m', '1h', '2h', '4h', '8h', '1d', '2d', '7d', '30d'].filter(
    each => DURATION_PATTERN.test(each) && durationMinutes(each) <= 43_200,
  );
}

/** Kinds of entities that a member refers to. */
function kindsFor(path: Path, { catalog }: LanguageContext): readonly string[] {
  switch (path.at(-1)) {
    case 'system':
      return ['system'];
    case 'component':
      return (catalog?.kinds ?? []).filter(kind => !['group', 'user', 'system'].includes(kind));
    default:
      return ['group', 'user'];
  }
}

function addCatalog(
  proposals: TextProposals,
  kinds: readonly string[],
  lead: string,
  { catalog }: LanguageContext,
): void {
  const matches = catalog?.find(kinds, proposals.typed, MAX_ITEMS);
  if (!matches) {
    return;
  }
  proposals.add(
    ...matches.names.map(({ ref, title, detail }) => ({
      label: ref,
      kind: CompletionItemKind.Constant,
      insert: lead + ref,
      // The word that is typed may be any of the name; the editor filters by this as well.
      filter: `${ref} ${proposals.typed}`,
      ...(detail && { detail }),
      ...(title !== undefined && { documentation: escapeMarkdown(title) }),
    })),
  );
  if (matches.isCut) {
    proposals.cut();
  }
}
