import { childrenOf, type ExpressionNode, type MemberNode } from '@countersign/policy';

/** How closely a condition looks at the clock. */
export type ClockUse = 'none' | 'quarter' | 'minute' | 'instant';

/** What an expression looks at. */
export interface Reads {
  /** Parts of the recording, apart from parameters. */
  readonly parts: ReadonlySet<string>;
  /** Parameters by name; `all` when it looks at the object itself. */
  readonly parameters: ReadonlySet<string> | 'all';
  /** The level; with the score, which follows from it. */
  readonly level: boolean;
  readonly score: boolean;
  readonly band: boolean;
  readonly clock: ClockUse;
  /** Windows by name. */
  readonly windows: ReadonlySet<string>;
}

/** Facts of a policy that reading depends on. */
export interface ReadContext {
  /** Whether a window opens and closes at full quarters of an hour. */
  isQuarterly(window: string): boolean;
}

/** What an expression looks at, found from its syntax alone; never less than it really does. */
export function readsOf(node: ExpressionNode, context: ReadContext): Reads {
  const collector = new Collector(context);
  collector.visit(node, new Set());
  return collector;
}

const CLOCKS: readonly ClockUse[] = ['none', 'quarter', 'minute', 'instant'];

/** Of the local time, what only changes at full quarters of an hour in any zone of today. */
const BY_QUARTER = new Set([
  ...['getHours', 'getDayOfWeek', 'getDate', 'getDayOfMonth', 'getDayOfYear', 'getMonth'],
  'getFullYear',
]);

const CONTEXT = [
  ...['rationale', 'successCriteria', 'rollbackPlan', 'executor', 'incidents', 'onBehalfOf'],
];
const BLAST_RADIUS = ['size', 'tier0', 'tier1', 'depth', 'owners'];
const FACTORS = [
  ...['actionType', 'reversibility', 'effects', 'rollbackPlan', 'confidence', 'missing'],
];

class Collector implements Reads {
  readonly parts = new Set<string>();
  parameters: Set<string> | 'all' = new Set<string>();
  level = false;
  score = false;
  band = false;
  clock: ClockUse = 'none';
  readonly windows = new Set<string>();

  constructor(private readonly context: ReadContext) {}

  visit(node: ExpressionNode, bound: ReadonlySet<string>): void {
    if (node.kind === 'loop') {
      this.visit(node.over, bound);
      const inner = new Set(bound).add(node.variable);
      node.body.forEach(part => this.visit(part, inner));
    } else if (!this.visitFact(node, bound)) {
      childrenOf(node).forEach(child => this.visit(child, bound));
    }
  }

  /** Takes what is a fact, or a question to the clock, as one; answers whether it was. */
  private visitFact(node: ExpressionNode, bound: ReadonlySet<string>): boolean {
    switch (node.kind) {
      case 'name':
        if (!bound.has(node.name)) {
          this.readVariable(node.name);
        }
        return true;
      case 'member':
        return this.readMember(node, bound);
      case 'index':
        return (
          isProperties(node.of, bound) &&
          node.index.kind === 'literal' &&
          this.readParameter(node.index.value)
        );
      case 'operator': {
        const [key, map] = node.operands;
        return (
          node.operator === 'in' &&
          isProperties(map!, bound) &&
          key!.kind === 'literal' &&
          this.readParameter(key!.value)
        );
      }
      case 'call':
        return this.readClock(node, bound);
      default:
        return false;
    }
  }

  private readVariable(name: string): void {
    switch (name) {
      case 'now':
        this.look('instant');
        break;
      case 'action':
        this.parts.add('action.name');
        this.parameters = 'all';
        break;
      case 'context':
        CONTEXT.forEach(member => this.parts.add(`context.${member}`));
        break;
      case 'impact':
        ['level', 'score', 'band', 'blastRadius', ...FACTORS].forEach(each =>
          this.readImpact(each),
        );
        break;
      default:
        this.parts.add(name);
    }
  }

  private readMember(node: MemberNode, bound: ReadonlySet<string>): boolean {
    const { of, name } = node;
    if (isProperties(of, bound)) {
      return this.readParameter(name);
    }
    if (of.kind === 'member' && of.name === 'blastRadius' && isVariable(of.of, 'impact', bound)) {
      if (BLAST_RADIUS.includes(name)) {
        this.parts.add(`factors.blastRadius.${name}`);
        return true;
      }
      return false;
    }
    if (isVariable(of, 'impact', bound)) {
      this.readImpact(name);
      return true;
    }
    if (isVariable(of, 'context', bound) && CONTEXT.includes(name)) {
      this.parts.add(`context.${name}`);
      return true;
    }
    if (isVariable(of, 'action', bound)) {
      if (name === 'name') {
        this.parts.add('action.name');
      } else {
        this.parameters = 'all';
      }
      return true;
    }
    return false;
  }

  private readImpact(name: string): void {
    switch (name) {
      case 'score':
        this.score = true;
        this.level = true;
        break;
      case 'level':
        this.level = true;
        break;
      case 'band':
        this.band = true;
        break;
      case 'blastRadius':
        BLAST_RADIUS.forEach(member => this.parts.add(`factors.blastRadius.${member}`));
        break;
      default:
        this.parts.add(`factors.${name}`);
    }
  }

  private readParameter(name: unknown): boolean {
    if (typeof name !== 'string') {
      return false;
    }
    if (this.parameters !== 'all') {
      this.parameters.add(name);
    }
    return true;
  }

  private readClock(
    { name, target, values }: Extract<ExpressionNode, { kind: 'call' }>,
    bound: ReadonlySet<string>,
  ): boolean {
    const [first] = values;
    const text = first?.kind === 'literal' ? first.value : undefined;
    if (name === 'inWindow' && !target && typeof text === 'string') {
      this.windows.add(text);
      this.look(this.context.isQuarterly(text) ? 'quarter' : 'minute');
      return true;
    }
    const isPlain = !first || (typeof text === 'string' && !isOddOffset(text));
    if (target && isVariable(target, 'now', bound) && BY_QUARTER.has(name) && isPlain) {
      this.look('quarter');
      return true;
    }
    return false;
  }

  private look(use: ClockUse): void {
    if (CLOCKS.indexOf(use) > CLOCKS.indexOf(this.clock)) {
      this.clock = use;
    }
  }
}

function isVariable(node: ExpressionNode, name: string, bound: ReadonlySet<string>): boolean {
  return node.kind === 'name' && node.name === name && !bound.has(name);
}

function isProperties(node: ExpressionNode, bound: ReadonlySet<string>): boolean {
  return (
    node.kind === 'member' && node.name === 'properties' && isVariable(node.of, 'action', bound)
  );
}

/** An offset written out, such as +05:07, that is no whole number of quarters. */
function isOddOffset(zone: string): boolean {
  const minutes = /^[+-]?\d\d:(\d\d)$/.exec(zone)?.[1];
  return minutes !== undefined && Number(minutes) % 15 !== 0;
}
