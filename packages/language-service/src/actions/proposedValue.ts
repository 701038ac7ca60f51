import type { Band, Level, Reversibility } from '@countersign/model';
import { schemaMembers, schemaValue, type Path } from '@countersign/policy';
import { nodeAt, textOf } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import type { PlainValue } from './writeYaml';

/** Levels to begin with, never lower for more harm; the author looks at each. */
export const FIRST_MATRIX: Readonly<Record<Reversibility, Readonly<Record<Band, Level>>>> = {
  read_only: { contained: 'low', local: 'low', wide: 'low', systemic: 'low' },
  reversible: { contained: 'low', local: 'low', wide: 'moderate', systemic: 'high' },
  externally_reversible: {
    contained: 'moderate',
    local: 'moderate',
    wide: 'high',
    systemic: 'critical',
  },
  irreversible: { contained: 'high', local: 'high', wide: 'critical', systemic: 'critical' },
};

/** Where the schema leaves a choice that matters, the strictest that needs nothing else. */
const BY_NAME: Readonly<Record<string, PlainValue>> = {
  decision: 'deny',
  zone: 'UTC',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  contained: 1,
  local: 6,
  wide: 12,
  matrix: FIRST_MATRIX,
  reason: 'Say why in one sentence.',
  when: 'impact.confidence < 0.5',
  id: 'CONTROL-1',
  after: '1h',
};

/**
 * A value for a member that is missing: valid, strict, and to be looked at. Members that it must
 * have are filled in the same way.
 */
export function proposedValue(view: PolicyDocumentView, path: Path): PlainValue {
  const { layer } = view.names;
  const name = String(path.at(-1));
  const place = path.join('.');
  const value = schemaValue(path, layer);
  if (place.startsWith('spec.impact.matrix.')) {
    const [row, band] = path.slice(3) as [Reversibility, Band?];
    return band ? FIRST_MATRIX[row][band] : FIRST_MATRIX[row];
  }
  if (place === 'spec' || place === 'spec.layer') {
    const isScope = nodeAt(view.loose.root, ['spec', 'covers']) !== undefined || place === 'spec';
    return place === 'spec.layer'
      ? isScope
        ? 'scope'
        : 'guardrail'
      : { layer: 'scope', ...membersOf(view, path, 'scope') };
  }
  if (value.form !== 'name' && Object.hasOwn(BY_NAME, name)) {
    return BY_NAME[name]!;
  }
  if (schemaValue([...path, 'from'], layer).form === 'approver') {
    return { from: 'owners(resource)' };
  }
  if (path[1] === 'covers' && path.length === 3) {
    return { owner: ownerOf(view) };
  }
  if (value.values) {
    return name === 'to' ? 'high' : value.values[0]!;
  }
  switch (value.form) {
    case 'entity':
      return ownerOf(view);
    case 'approver':
      return 'owners(resource)';
    case 'name':
      return freeName(view, path);
    case 'duration':
      return '1d';
    case 'day':
      return '2030-12-31';
    case 'condition':
      return BY_NAME.when!;
    default:
  }
  switch (value.kinds[0]) {
    case 'members':
      return membersOf(view, path, layer);
    case 'names':
      return {};
    case 'list':
      return [proposedValue(view, [...path, 0])];
    case 'number':
      return 1;
    case 'truth':
      return false;
    default:
      return timeFor(path);
  }
}

function membersOf(
  view: PolicyDocumentView,
  path: Path,
  layer: string | undefined,
): Readonly<Record<string, PlainValue>> {
  return Object.fromEntries(
    schemaMembers(path, layer)
      .filter(member => member.required && member.name !== 'layer')
      .map(({ name }) => [name, proposedValue(view, [...path, name])]),
  );
}

/** Times of windows and holds are texts that the schema only bounds. */
function timeFor(path: Path): string {
  const isStart = path.at(-1) === 'from';
  if (path[1] === 'windows') {
    return isStart ? '09:00' : '17:00';
  }
  return path[1] === 'holds' ? `2030-01-0${isStart ? 1 : 2}T00:00` : 'Say it in a few words.';
}

function ownerOf(view: PolicyDocumentView): string {
  return (
    textOf(view.text, nodeAt(view.loose.root, ['metadata', 'owner'])) ?? 'group:default/owners'
  );
}

/** The policy is called as its file is; anything else gets a number that is not taken. */
function freeName(view: PolicyDocumentView, path: Path): string {
  if (path.join('.') === 'metadata.name') {
    const file = /([^/\\]+)\.policy\.yaml$/.exec(view.uri)?.[1] ?? '';
    return (
      file
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'policy'
    );
  }
  const taken = new Set(view.names.named.map(each => each.name));
  const noun = String(path.at(-3) ?? 'name')
    .toLowerCase()
    .replace(/s$/, '');
  for (let number = 1; ; number++) {
    if (!taken.has(`${noun}-${number}`)) {
      return `${noun}-${number}`;
    }
  }
}
