import { windowSchema } from '@countersign/model';
import type { CelDeclaration } from '../../cel/CelDeclaration';
import type { ExpressionNode } from '../../cel/ExpressionNode';
import { isZone } from '../../evaluate/zonedTime';
import type { PolicyText } from '../../parse/PolicyText';
import { allOf, ALWAYS, NEVER, type Alternatives } from './Alternatives';
import { canonicalText } from './canonicalText';
import { JSON_NUMBERS, numbersIn, wholeNumbers, type NumberSet } from './NumberSet';
import { ALL_STRINGS, onlyStrings } from './StringSet';
import {
  ABSENT,
  ANY_JSON,
  ANYTHING,
  intersect,
  isEmpty,
  NOTHING,
  OTHER,
  PRESENT,
  type ValueSet,
} from './ValueSet';
import { WEEK_MINUTES, weekMinutes } from './weekMinutes';

/** Something that has one value throughout an evaluation. */
export interface Term {
  /** As messages name it: `impact.level`. */
  readonly label: string;
  /** Every value that it can have. */
  readonly universe: ValueSet;
  /** Whether its numbers are whole. */
  readonly isWhole: boolean;
}

/** A declared fact, or a member of one. */
export interface Fact extends Term {
  readonly type: CelDeclaration['type'];
  /** Facts that must be there for this one to be, the nearest first. */
  readonly holders: readonly Fact[];
}

/** A window of the policy, in the minutes of its zone's week. */
export interface ReachWindow {
  readonly zone: string;
  readonly minutes: NumberSet;
}

/**
 * What the conditions of one policy can speak of, and how much work their analysis may still take:
 * when that is used up nothing more is found, so that no text costs more than some ten milliseconds.
 */
export class ReachScope {
  private readonly terms = new Map<string, Term>();
  private readonly facts = new Map<string, Fact | undefined>();
  private readonly windows = new Map<string, ReachWindow | undefined>();
  private readonly presences = new Map<Fact, Alternatives>();
  private steps = MAX_STEPS;

  constructor(
    private readonly variables: Readonly<Record<string, CelDeclaration>>,
    private readonly text?: PolicyText,
  ) {}

  /** Takes from the work that is left; `false` when there is not so much. */
  spend(steps: number): boolean {
    this.steps -= steps;
    return this.steps >= 0;
  }

  /** Whether no work is left. */
  get isSpent(): boolean {
    return this.steps < 0;
  }

  /** The declared fact that an expression reads; `undefined` for what is no path of members. */
  fact(node: ExpressionNode): Fact | undefined {
    switch (node.kind) {
      case 'name':
        return this.remember(node.name, () => this.variable(node.name));
      case 'member': {
        const holder = this.fact(node.of);
        return holder && this.member(holder, node.name, false);
      }
      case 'index': {
        const { index } = node;
        const holder =
          index.kind === 'literal' && typeof index.value === 'string'
            ? this.fact(node.of)
            : undefined;
        return holder && this.member(holder, (index as { value: string }).value, true);
      }
      default:
        return undefined;
    }
  }

  /** The fact that an expression reads, or the expression as a term of its own. */
  term(node: ExpressionNode): Term {
    const fact = this.fact(node);
    if (fact) {
      return fact;
    }
    const key = canonicalText(node);
    const range = wholeRange(node);
    return this.derived(
      key,
      key,
      range ? { ...ABSENT, numbers: wholeNumbers(range) } : ANYTHING,
      range !== undefined,
    );
  }

  /** A term that stands for no expression, by a key that none has. */
  derived(key: string, label: string, universe: ValueSet, isWhole = false): Term {
    let term = this.terms.get(key);
    if (!term) {
      term = { label, universe, isWhole };
      this.terms.set(key, term);
    }
    return term;
  }

  /** That a term's value is in a set. */
  where(term: Term, set: ValueSet): Alternatives {
    const cut = intersect(set, term.universe);
    const values = term.isWhole ? { ...cut, numbers: wholeNumbers(cut.numbers) } : cut;
    return isEmpty(values) ? NEVER : [new Map([[term, values]])];
  }

  /** That a fact is there, and what holds it. The same boxes each time, so that they are easily told equal. */
  presence(fact: Fact): Alternatives {
    let presence = this.presences.get(fact);
    if (!presence && !fact.universe.absent) {
      presence = ALWAYS;
    } else if (!presence) {
      const unsure = (held: Fact) => held.universe.absent;
      presence = allOf(this, [
        ...fact.holders.filter(unsure).map(holder => this.where(holder, OTHER)),
        this.where(fact, PRESENT),
      ]);
      this.presences.set(fact, presence);
    }
    return presence;
  }

  /** A window by its name; `undefined` for one with a fault of its own. */
  window(name: string): ReachWindow | undefined {
    if (!this.windows.has(name)) {
      const read = windowSchema.safeParse(this.text?.valueAt(['spec', 'windows', name]));
      this.windows.set(
        name,
        read.success && isZone(read.data.zone)
          ? { zone: read.data.zone, minutes: weekMinutes(read.data) }
          : undefined,
      );
    }
    return this.windows.get(name);
  }

  /** The minute of the week that the clocks of a zone show. */
  clock(zone: string): Term {
    const minutes = wholeNumbers(numbersIn([{ low: 0, high: WEEK_MINUTES - 1 }]));
    return this.derived(`clock\0${zone}`, 'the time', { ...NOTHING, numbers: minutes }, true);
  }

  private variable(name: string): Fact | undefined {
    const declaration = own(this.variables, name);
    return declaration && factOf(name, declaration, []);
  }

  private member(holder: Fact, name: string, isIndex: boolean): Fact | undefined {
    const { type, label } = holder;
    const isPlain = /^[A-Za-z_]\w*$/.test(name);
    const path = isPlain ? `${label}.${name}` : `${label}[${JSON.stringify(name)}]`;
    return this.remember(path, () => {
      const holders = [holder, ...holder.holders];
      if (typeof type === 'object') {
        const declaration = isIndex ? undefined : own(type.members, name);
        return declaration && factOf(path, declaration, holders);
      }
      return type === 'dyn' || type.startsWith('map<')
        ? factOf(path, { type: 'dyn', optional: true }, holders)
        : undefined;
    });
  }

  private remember(path: string, make: () => Fact | undefined): Fact | undefined {
    if (!this.facts.has(path)) {
      this.facts.set(path, make());
    }
    return this.facts.get(path);
  }
}

/** Entries of boxes that may be written for one policy. */
const MAX_STEPS = 300_000;

function factOf(label: string, declaration: CelDeclaration, holders: readonly Fact[]): Fact {
  const { type, optional, values } = declaration;
  const isWhole = type === 'int';
  // Maps of parameters are converted when they are read, and that may refuse one that is too large.
  const mayFail =
    optional ||
    (typeof type === 'string' && (type.startsWith('map<') || type === 'dyn')) ||
    holders[0]?.universe.absent;
  const present =
    values && type === 'string' ? { ...NOTHING, strings: onlyStrings(values) } : valuesOf(type);
  return {
    label,
    type,
    isWhole,
    holders,
    universe: { ...present, absent: present.absent || Boolean(mayFail) },
  };
}

function valuesOf(type: CelDeclaration['type']): ValueSet {
  switch (type) {
    case 'string':
      return { ...NOTHING, strings: ALL_STRINGS };
    case 'int':
      return { ...NOTHING, numbers: wholeNumbers(JSON_NUMBERS) };
    case 'double':
      return { ...NOTHING, numbers: JSON_NUMBERS };
    case 'bool':
      return { ...NOTHING, yes: true, no: true };
    case 'dyn':
      return ANY_JSON;
    default:
      return OTHER;
  }
}

const READINGS: Readonly<Record<string, readonly [number, number]>> = {
  getHours: [0, 23],
  getMinutes: [0, 59],
  getSeconds: [0, 59],
  getDayOfWeek: [0, 6],
  getDayOfMonth: [0, 30],
  getDate: [1, 31],
  getDayOfYear: [0, 365],
  getMonth: [0, 11],
};

/** Where a call gives only whole numbers, those that it can give. */
function wholeRange(node: ExpressionNode): NumberSet | undefined {
  if (node.kind !== 'call') {
    return undefined;
  }
  if (node.name === 'size') {
    return numbersIn([{ low: 0n, high: Infinity }]);
  }
  const range = Object.hasOwn(READINGS, node.name) ? READINGS[node.name] : undefined;
  // Durations have hours, minutes and seconds too, and theirs have no such ends.
  return range && node.target?.kind === 'name' && node.target.name === 'now'
    ? numbersIn([{ low: range[0], high: range[1] }])
    : undefined;
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
