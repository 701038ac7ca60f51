import {
  ASSURANCES,
  DECISIONS,
  durationMinutes,
  LEVELS,
  SEPARATIONS,
  type Band,
  type Coverage,
  type Decision,
  type DecisionInput,
  type DecisionValue,
  type Level,
  type PolicyDocument,
  type RequirableField,
  type Requirement,
} from '@countersign/model';
import { holdEnd } from './naiveClock';
import { factsOf, NaiveConditions } from './NaiveConditions';
import { naiveCombination, naiveRequirement, type NaiveRoles } from './naiveRequirement';
import { naiveScore } from './naiveScore';

/** Decides an input; made once for some policies, as their conditions are read only once. */
export type NaiveDecider = (input: DecisionInput) => Decision;

type Guardrail = PolicyDocument & { spec: { layer: 'guardrail' } };
type Scope = PolicyDocument & { spec: { layer: 'scope' } };
type Rule = PolicyDocument['spec']['rules'][number];

/** The parts of policies, from the one that is named first where several give the deciding answer. */
const PARTS = ['mandatory', 'hold', 'required_fields', 'scope', 'default', 'fallback'] as const;

interface NaiveAnswer {
  readonly decision: DecisionValue;
  readonly reason: string;
  readonly part: (typeof PARTS)[number];
  readonly require?: Requirement | undefined;
  readonly policy?: string;
  readonly rule?: string;
}

/**
 * What design.md says under *Policy*, sentence by sentence, with nothing made beforehand and nothing
 * kept: {@link decide} must answer the same. Shares only the reading of conditions with it. Its faults
 * have no message and no place, its contributions are left out.
 *
 * @param documents - Policies that can decide together.
 */
export function naiveDecider(documents: readonly PolicyDocument[]): NaiveDecider {
  const conditions = new Map(documents.map(each => [each, new NaiveConditions(each)]));
  const byName = [...documents].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return input => decideNaively(byName, conditions, input);
}

function decideNaively(
  documents: readonly PolicyDocument[],
  conditions: ReadonlyMap<PolicyDocument, NaiveConditions>,
  input: DecisionInput,
): Decision {
  const { resource, factors } = input;
  const at = Date.parse(input.at);

  // `mode: active | shadow | disabled`: shadow only records.
  const active = documents.filter(({ spec }) => spec.mode === 'active');
  const guardrails = active.filter(isGuardrail);
  const scopes = active.filter(isScope);

  // Exactly one active guardrail carries the matrix.
  const impact = guardrails.find(({ spec }) => spec.impact)!.spec.impact!;
  const fallback = guardrails.find(({ spec }) => spec.fallback)!.spec.fallback!;
  const roles: NaiveRoles = Object.assign({}, ...guardrails.map(({ spec }) => spec.roles));
  const fallbackRequire = naiveRequirement(fallback.require, roles);

  // Evaluation is total: an error in a condition is a value, and asks the fallback approver.
  const faults: Decision['faults'] = [];
  let isShadow = false;
  const band = bandOf(impact.bands, factors.blastRadius.size);
  let facts = factsOf(input, { band });
  const holds = (document: PolicyDocument, name: string, when: string): boolean => {
    const result = conditions.get(document)!.holds(when, facts);
    if (result === undefined && !isShadow) {
      const policy = document.metadata.name;
      faults.push({ policy, rule: name, message: '', start: 0, end: 0 });
    }
    return result === true;
  };

  // A matrix of reversibility × blast radius, then named raises; an agent's claims never lower it.
  const { reversibility } = factors;
  const cell = reversibility && impact.matrix[reversibility][band];
  const isKnown =
    resource.known &&
    !factors.missing.some(each => ['target', 'owner', 'action_type'].includes(each));
  let level: Level = cell !== undefined && isKnown ? cell : 'unknown';
  const raises: Decision['derivation']['raises'] = [];
  for (const { name, when, to, by } of impact.raises) {
    // Nothing raises what nobody can judge.
    const carrier = guardrails.find(({ spec }) => spec.impact === impact)!;
    if (level !== 'unknown' && holds(carrier, name, when)) {
      const rank = LEVELS.indexOf(level);
      const raised: Level = to ?? LEVELS[Math.max(rank, Math.min(rank + by!, 3))]!;
      if (LEVELS.indexOf(raised) > rank) {
        raises.push({ name, from: level, to: raised });
        level = raised;
      }
    }
  }
  const score = naiveScore(level, input);
  facts = factsOf(input, { band, level, score });

  // Exceptions lift rules, holds and required fields that would count, until their last day is over.
  const exceptions: NonNullable<Decision['exceptions']> = [];
  const isExcepted = (document: PolicyDocument, from: string): boolean => {
    for (const exception of document.spec.exceptions) {
      if (
        exception.from.includes(from) &&
        isBeforeEndOf(exception.until, at) &&
        holds(document, exception.name, exception.when)
      ) {
        if (!isShadow) {
          const policy = document.metadata.name;
          exceptions.push({ policy, exception: exception.name, from });
        }
        return true;
      }
    }
    return false;
  };
  const matches = (document: PolicyDocument, rule: Rule): boolean =>
    holds(document, rule.name, rule.when) && !isExcepted(document, rule.name);
  const firstMatch = (document: PolicyDocument, rules: readonly Rule[]): Rule | undefined =>
    rules.find(rule => matches(document, rule));
  const answerOf = (
    { metadata }: PolicyDocument,
    part: NaiveAnswer['part'],
    { name, decision, reason, require }: Rule,
  ): NaiveAnswer => ({
    ...{ decision, reason, part, policy: metadata.name, rule: name },
    require: require && naiveRequirement(require, roles),
  });
  const fallbackAnswer = (reason: string): NaiveAnswer => ({
    ...{ decision: fallback.uncovered, reason, part: 'fallback' },
    require: fallback.uncovered === 'require_approval' ? fallbackRequire : undefined,
  });

  // Standing approvals: a class with bounds, rate, count, end; what the rule would ask about runs.
  const standing: NonNullable<Decision['standing']> = [];
  const withinStanding = (document: PolicyDocument, answer: NaiveAnswer): NaiveAnswer => {
    if (answer.decision !== 'require_approval') {
      return answer;
    }
    for (const { name, when, until, count, rate, reason } of document.spec.standing) {
      if (holds(document, name, when)) {
        const policy = document.metadata.name;
        const usage = input.usage?.find(each => each.policy === policy && each.standing === name);
        const refused = !isBeforeEndOf(until, at)
          ? 'ended'
          : !usage
            ? 'usage_unknown'
            : count !== undefined && usage.used >= count
              ? 'used_up'
              : usage.usedWithinRate >= rate.count
                ? 'rate'
                : undefined;
        standing.push({ policy, standing: name, ...(refused && { refused }) });
        if (!refused) {
          return { ...answer, decision: 'allow', reason, require: undefined };
        }
      }
    }
    return answer;
  };

  const answers: NaiveAnswer[] = [];

  // Every matching mandatory rule counts.
  for (const guardrail of guardrails) {
    for (const rule of guardrail.spec.rules) {
      if (rule.kind === 'mandatory' && matches(guardrail, rule)) {
        answers.push(answerOf(guardrail, 'mandatory', rule));
      }
    }
  }

  // The first matching rule decides within a scope policy; a covering policy without a match asks
  // the fallback approver, or denies where the guardrail says so.
  const covering = scopes.filter(({ spec }) => spec.covers.some(each => covers(each, input)));
  for (const scope of covering) {
    const rule = firstMatch(scope, scope.spec.rules);
    answers.push(
      rule
        ? withinStanding(scope, answerOf(scope, 'scope', rule))
        : fallbackAnswer(`No rule of ${scope.metadata.name}, which covers the target, matches.`),
    );
  }

  // A default holds only where no scope policy covers, the first that matches of each guardrail; an
  // action covered by nothing is the fallback's.
  if (covering.length === 0) {
    const found = guardrails.flatMap(guardrail => {
      const defaults = guardrail.spec.rules.filter(({ kind }) => kind === 'default');
      const rule = firstMatch(guardrail, defaults);
      return rule ? [withinStanding(guardrail, answerOf(guardrail, 'default', rule))] : [];
    });
    answers.push(
      ...(found.length > 0
        ? found
        : [fallbackAnswer('No policy covers the target, and no default matches.')]),
    );
  }

  // Scheduled holds stop what guardrails and covering policies hold.
  const held: NonNullable<Decision['holds']> = [];
  for (const document of [...guardrails, ...covering]) {
    for (const hold of document.spec.holds) {
      const end = holdEnd(hold, document.spec.windows, at);
      if (end !== undefined && holds(document, hold.name, hold.when)) {
        if (!isExcepted(document, hold.name)) {
          const until = new Date(end).toISOString();
          held.push({ policy: document.metadata.name, hold: hold.name, until });
          answers.push({ decision: 'deny', reason: hold.reason, part: 'hold' });
        }
      }
    }
  }

  // Required fields: what a proposal must say, or it is denied with the list of what is missing.
  const missing = new Set<RequirableField>();
  for (const document of [...guardrails, ...covering]) {
    for (const { name, when, fields, reason } of document.spec.requiredFields) {
      const unsaid = fields.filter(field => !isSaid(field, input));
      if (unsaid.length > 0 && holds(document, name, when) && !isExcepted(document, name)) {
        unsaid.forEach(field => missing.add(field));
        answers.push({ decision: 'deny', reason, part: 'required_fields' });
      }
    }
  }

  // Break-glass is offered where something stops the action, and its own condition holds.
  const isStopped =
    level === 'unknown' ||
    faults.length > 0 ||
    answers.some(({ decision }) => decision !== 'allow');
  const glass = guardrails.find(({ spec }) => spec.breakGlass);
  const offer =
    isStopped && glass && holds(glass, 'break-glass', glass.spec.breakGlass!.when)
      ? glass.spec.breakGlass!
      : undefined;

  // `unknown` and each condition that failed add the fallback approver.
  const asked = {
    decision: 'require_approval',
    part: 'fallback',
    require: fallbackRequire,
  } as const;
  if (level === 'unknown') {
    answers.push({ ...asked, reason: unknownReason(isKnown && cell !== undefined) });
  }
  for (const { policy, rule } of faults) {
    answers.push({ ...asked, reason: `The condition of ${rule} in ${policy} failed` });
  }

  // Of them all the strictest holds, and what is as strict is named in a fixed order.
  const ordered = [...answers].sort(
    (a, b) =>
      DECISIONS.indexOf(b.decision) - DECISIONS.indexOf(a.decision) ||
      PARTS.indexOf(a.part) - PARTS.indexOf(b.part) ||
      order(a.policy, b.policy) ||
      order(a.rule, b.rule) ||
      order(a.reason, b.reason),
  );
  const { decision, policy, rule } = ordered[0]!;
  const deciding = ordered.filter(answer => answer.decision === decision);

  // Requirements add up, and with them what is demanded of every approval at this level.
  const requirement =
    decision === 'require_approval'
      ? demanded(
          naiveCombination(deciding.map(answer => answer.require!)),
          guardrails.flatMap(({ spec }) =>
            LEVELS.slice(0, LEVELS.indexOf(level) + 1).flatMap(each => spec.levels[each] ?? []),
          ),
        )
      : undefined;

  // Policies in shadow mode record what they would have answered, and change nothing.
  isShadow = true;
  const shadow: NonNullable<Decision['shadow']> = [];
  const watching = documents.filter(({ spec }) => spec.mode === 'shadow');
  const watchingScopes = watching
    .filter(isScope)
    .filter(({ spec }) => spec.covers.some(each => covers(each, input)));
  for (const document of [...watching.filter(isGuardrail), ...watchingScopes]) {
    const { spec, metadata } = document;
    const isDenied =
      spec.holds.some(
        hold =>
          holdEnd(hold, spec.windows, at) !== undefined &&
          holds(document, hold.name, hold.when) &&
          !isExcepted(document, hold.name),
      ) ||
      spec.requiredFields.some(
        ({ name, when, fields }) =>
          fields.some(field => !isSaid(field, input)) &&
          holds(document, name, when) &&
          !isExcepted(document, name),
      );
    if (isDenied) {
      shadow.push({ policy: metadata.name, decision: 'deny' });
    }
    const matching = isGuardrail(document)
      ? spec.rules.filter(each => each.kind === 'mandatory' && matches(document, each))
      : [];
    const first = isScope(document)
      ? firstMatch(document, spec.rules)
      : covering.length === 0
        ? firstMatch(
            document,
            spec.rules.filter(({ kind }) => kind === 'default'),
          )
        : undefined;
    for (const each of first ? [...matching, first] : matching) {
      shadow.push({ policy: metadata.name, rule: each.name, decision: each.decision });
    }
    if (isScope(document) && !first) {
      shadow.push({ policy: metadata.name, decision: fallback.uncovered });
    }
  }

  return {
    decision,
    level,
    score,
    derivation: { ...(reversibility && { reversibility, cell: cell! }), band, raises },
    contributions: [],
    ...(rule !== undefined && { rule: { policy: policy!, rule } }),
    rules: ordered.flatMap(each =>
      each.rule === undefined
        ? []
        : [{ policy: each.policy!, rule: each.rule, decision: each.decision }],
    ),
    reasons: deciding.map(({ reason }) => reason),
    ...(requirement && { requirement }),
    faults,
    ...(held.length > 0 && { holds: held }),
    ...(missing.size > 0 && { missingFields: [...missing].sort() }),
    ...(standing.length > 0 && { standing }),
    ...(exceptions.length > 0 && { exceptions }),
    ...(offer && {
      breakGlass: {
        policy: glass!.metadata.name,
        approvers: naiveRequirement({ ...fallback.require, approvers: offer.approvers }, roles)
          .approvers,
        assurance: offer.assurance,
        lastsMinutes: durationMinutes(offer.lasts),
        page: offer.page,
        reviewWithinMinutes: durationMinutes(offer.reviewWithin),
      },
    }),
    ...(shadow.length > 0 && { shadow }),
  };
}

function isGuardrail(document: PolicyDocument): document is Guardrail {
  return document.spec.layer === 'guardrail';
}

function isScope(document: PolicyDocument): document is Scope {
  return document.spec.layer === 'scope';
}

function bandOf(bands: { contained: number; local: number; wide: number }, size: number): Band {
  const [name] = Object.entries(bands).find(([, most]) => size <= most) ?? ['systemic'];
  return name as Band;
}

/** A group with its subgroups, a system, or one entity. */
function covers(coverage: Coverage, { resource }: DecisionInput): boolean {
  if ('component' in coverage) {
    return coverage.component === resource.ref;
  }
  if ('system' in coverage) {
    return coverage.system === resource.system;
  }
  return (
    resource.owner !== undefined &&
    [resource.owner, ...resource.ownerAncestors].includes(coverage.owner)
  );
}

/** A last day ends with its last second, in UTC. */
function isBeforeEndOf(day: string, at: number): boolean {
  return new Date(at).toISOString().slice(0, 10) <= day;
}

function isSaid(field: RequirableField, { proposal }: DecisionInput): boolean {
  const [, parameter] = /^properties\.(.*)$/.exec(field) ?? [];
  const from: object =
    parameter === undefined ? proposal.context : (proposal.action.properties ?? {});
  const value = new Map<string, unknown>(Object.entries(from)).get(parameter ?? field);
  return !(value === undefined || value === null || (Array.isArray(value) && value.length === 0));
}

/** What levels demand comes on top of what the rules ask. */
function demanded(
  requirement: Requirement,
  demands: readonly Pick<Requirement, 'separation' | 'assurance' | 'reasonRequired'>[],
): Requirement {
  const all = [requirement, ...demands];
  return {
    ...requirement,
    separation: SEPARATIONS.filter(kind => all.some(each => each.separation.includes(kind))),
    assurance: ASSURANCES.findLast(
      kind => kind === 'session' || all.some(({ assurance }) => assurance === kind),
    ),
    reasonRequired: all.some(({ reasonRequired }) => reasonRequired),
  };
}

function unknownReason(isJudged: boolean): string {
  return isJudged
    ? 'The guardrail itself calls an impact like this one unknown.'
    : 'The impact cannot be judged';
}

function order(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}
