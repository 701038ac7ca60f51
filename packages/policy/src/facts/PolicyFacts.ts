import type {
  Action,
  Band,
  BlastRadius,
  DecisionInput,
  ImpactFactors,
  Level,
  ProposalContext,
  ResourceFacts,
  Subject,
} from '@countersign/model';
import { toCel } from '../cel/celValues';

/**
 * The values that conditions see, made once for each decision and shared by all its rules. Getters
 * convert to CEL's terms only what a condition asks for, and what costs more than a number is kept.
 *
 * An absent fact reads as `undefined`, which the CEL side reports as absent.
 */
export class PolicyFacts {
  readonly subject: SubjectFacts;
  readonly action: ActionFacts;
  readonly resource: ResourceFactsView;
  readonly context: ContextFacts;
  readonly impact: ImpactFacts;
  private clock: Date | undefined;

  constructor(
    private readonly input: DecisionInput,
    band: Band,
  ) {
    this.subject = new SubjectFacts(input.proposal.subject);
    this.action = new ActionFacts(input.proposal.action);
    this.resource = new ResourceFactsView(input.resource);
    this.context = new ContextFacts(input.proposal.context);
    this.impact = new ImpactFacts(input.factors, band);
  }

  get now(): Date {
    return (this.clock ??= new Date(this.input.at));
  }
}

export class SubjectFacts {
  constructor(private readonly from: Subject) {}
  get type() {
    return this.from.type;
  }
  get id() {
    return this.from.id;
  }
}

export class ActionFacts {
  private converted: unknown;
  constructor(private readonly from: Action) {}
  get name() {
    return this.from.name;
  }
  get properties() {
    return (this.converted ??= toCel(this.from.properties ?? {}));
  }
}

export class ResourceFactsView {
  private wholeTier: bigint | undefined;
  constructor(private readonly from: ResourceFacts) {}
  get ref() {
    return this.from.ref;
  }
  get known() {
    return this.from.known;
  }
  get kind() {
    return this.from.kind;
  }
  get title() {
    return this.from.title;
  }
  get owner() {
    return this.from.owner;
  }
  get system() {
    return this.from.system;
  }
  get domain() {
    return this.from.domain;
  }
  get lifecycle() {
    return this.from.lifecycle;
  }
  get tier() {
    return this.from.tier === undefined ? undefined : (this.wholeTier ??= BigInt(this.from.tier));
  }
  get tags() {
    return this.from.tags;
  }
  get ownerAncestors() {
    return this.from.ownerAncestors;
  }
}

export class ContextFacts {
  constructor(private readonly from: ProposalContext) {}
  get rationale() {
    return this.from.rationale;
  }
  get executor() {
    return this.from.executor;
  }
  get onBehalfOf() {
    return this.from.onBehalfOf;
  }
  get incidents() {
    return this.from.incidents ?? NONE;
  }
  get successCriteria() {
    return this.from.successCriteria?.map(criterion => criterion.description) ?? NONE;
  }
  get rollbackPlan() {
    return this.from.rollbackPlan && new RollbackPlanFacts(this.from.rollbackPlan);
  }
}

export class RollbackPlanFacts {
  constructor(private readonly from: NonNullable<ProposalContext['rollbackPlan']>) {}
  get description() {
    return this.from.description;
  }
  get testedAt() {
    return this.from.testedAt === undefined ? undefined : new Date(this.from.testedAt);
  }
}

export class ImpactFacts {
  /** Set when the level is known: the raises are evaluated before. */
  level: Level | undefined;
  score: bigint | undefined;
  private radius: BlastRadiusFacts | undefined;
  private touched: EffectFacts | undefined;
  constructor(
    private readonly from: ImpactFactors,
    readonly band: Band,
  ) {}
  get reversibility() {
    return this.from.reversibility ?? 'unknown';
  }
  get actionType() {
    return this.from.actionType;
  }
  get rollbackPlan() {
    return this.from.rollbackPlan;
  }
  get confidence() {
    return this.from.confidence;
  }
  get missing() {
    return this.from.missing;
  }
  get blastRadius() {
    return (this.radius ??= new BlastRadiusFacts(this.from.blastRadius));
  }
  get effects() {
    return (this.touched ??= new EffectFacts(this.from.effects));
  }
}

export class BlastRadiusFacts {
  private wholeSize: bigint | undefined;
  constructor(private readonly from: BlastRadius) {}
  get size() {
    return (this.wholeSize ??= BigInt(this.from.size));
  }
  get tier0() {
    return BigInt(this.from.tier0);
  }
  get tier1() {
    return BigInt(this.from.tier1);
  }
  get depth() {
    return BigInt(this.from.depth);
  }
  get owners() {
    return this.from.owners;
  }
}

export class EffectFacts {
  constructor(private readonly from: ImpactFactors['effects']) {}
  get performance() {
    return this.from.performance;
  }
  get security() {
    return this.from.security;
  }
  get dataAccess() {
    return this.from.dataAccess;
  }
  get serviceDisruption() {
    return this.from.serviceDisruption;
  }
}

const NONE: readonly string[] = [];
