import {
  CatalogNames,
  complete,
  PolicyDocumentView,
  validate,
} from '@countersign/language-service';
import { parsePolicy } from '@countersign/policy';
import { measure, type MeasureOptions, type Measurement } from '../measure';
import { textOfLines } from './documents';

/** Validating and completing in documents of some length. */
export interface DocumentFigures {
  readonly lines: number;
  /** The first validation in this process, of a text of this length; in milliseconds. */
  readonly cold: number;
  readonly parse: Measurement;
  readonly validate: Measurement;
  readonly completeMember: Measurement;
  readonly completeCondition: Measurement;
  readonly completeReference: Measurement;
  /** Retained by one parsed policy, in bytes. */
  readonly memory: number;
}

const GROUPS = 5_000;
const ENTITIES = 50_000;

/** Times what an editor asks on each key: every call sees a text that nobody has seen before. */
export async function benchDocument(
  lines: number,
  options: MeasureOptions,
): Promise<DocumentFigures> {
  const text = textOfLines(lines);
  const before = performance.now();
  const findings = validate(new PolicyDocumentView(text, 'cold.policy.yaml'));
  const cold = performance.now() - before;
  if (findings.some(({ severity }) => severity === 1)) {
    throw new Error(`The document of the measurement has faults: ${findings[0]!.message}`);
  }
  const context = { catalog: catalog() };
  let version = 0;
  const edited = () => new PolicyDocumentView(`${text}# ${version++}\n`, 'bench.policy.yaml');
  const completing = (typed: string, rest: string, place: string) => {
    const at = text.lastIndexOf(place);
    const cursor = at + typed.length;
    const changed = `${text.slice(0, at)}${typed}${rest}${text.slice(at)}`;
    return () => {
      const view = new PolicyDocumentView(`${changed}# ${version++}\n`, 'bench.policy.yaml');
      const { items } = complete(view, view.rangeOf({ start: cursor, end: cursor }).start, context);
      if (items.length === 0) {
        throw new Error(`Nothing completes "${typed}".`);
      }
      return items;
    };
  };
  const found = await measure(
    [
      { name: 'parse', run: () => parsePolicy(`${text}# ${version++}\n`, 'bench.policy.yaml') },
      { name: 'validate', run: () => validate(edited()) },
      { name: 'member', run: completing('        re', '\n', '        deadline: 4h') },
      { name: 'condition', run: completing('resource.', ' == 1 && ', 'impact.') },
      {
        name: 'reference',
        run: completing('{ from: group:default/team-4', ' }, ', '{ from: owners(resource)'),
      },
    ],
    options,
  );
  return {
    ...{ lines: text.split('\n').length, cold, parse: found.parse, validate: found.validate },
    completeMember: found.member,
    completeCondition: found.condition,
    completeReference: found.reference,
    memory: retained(text),
  };
}

let names: CatalogNames | undefined;

function catalog(): CatalogNames {
  names ??= new CatalogNames([
    ...Array.from({ length: GROUPS }, (_, at) => ({ ref: `group:default/team-${at}` })),
    ...Array.from({ length: ENTITIES }, (_, at) => ({
      ref: `component:default/service-${at}`,
      detail: `tier ${at % 4}`,
    })),
  ]);
  return names;
}

/** Bytes that a parsed policy keeps, from the growth of the heap over several of them. */
function retained(text: string): number {
  const copies = 20;
  const kept: unknown[] = [];
  const before = settledHeap();
  for (let at = 0; at < copies; at++) {
    kept.push(parsePolicy(`${text}# ${at}\n`, 'bench.policy.yaml').policy);
  }
  const growth = settledHeap() - before;
  return kept.length === 0 ? 0 : Math.max(0, Math.round(growth / copies));
}

function settledHeap(): number {
  // There when Node runs with --expose-gc; the figure is rougher without.
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
