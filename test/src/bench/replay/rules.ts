import type { DecisionValue } from '@countersign/model';

/** One of the rules in the languages of all that are measured. */
export interface TwinRule {
  readonly decision: DecisionValue;
  readonly cel: string;
  /** For DuckDB, over columns that are named as the members of `FlatRow`. */
  readonly sql: string;
  /** For Cedar, over `context`. An error in it makes the policy not count, as in the others. */
  readonly cedar: string;
}

/** The threshold that the measured edit changes. */
export const REPLICAS = 20;

/**
 * 25 rules, the first of which that holds decides. They read texts, numbers, tags, windows, parameters
 * and whether parameters are there; none asks for the level, so that peers need not derive one.
 */
export function rulesWith(replicas = REPLICAS): readonly TwinRule[] {
  return [
    {
      decision: 'deny',
      cel: "action.name == 'database.drop'",
      sql: "action = 'database.drop'",
      cedar: 'context.action == "database.drop"',
    },
    {
      decision: 'require_approval',
      cel: "impact.reversibility == 'irreversible' && impact.rollbackPlan != 'tested'",
      sql: "reversibility = 'irreversible' AND rollbackPlan <> 'tested'",
      cedar: 'context.reversibility == "irreversible" && context.rollbackPlan != "tested"',
    },
    {
      decision: 'require_approval',
      cel: "action.name.startsWith('secrets.')",
      sql: "starts_with(action, 'secrets.')",
      cedar: 'context.action like "secrets.*"',
    },
    {
      decision: 'deny',
      cel: "action.name in ['iam.grant', 'iam.revoke', 'network.open']",
      sql: "action IN ('iam.grant', 'iam.revoke', 'network.open')",
      cedar: '["iam.grant", "iam.revoke", "network.open"].contains(context.action)',
    },
    {
      decision: 'require_approval',
      cel: "'pci' in resource.tags && impact.effects.dataAccess != 'none'",
      sql: "contains(tags, ',pci,') AND dataAccess <> 'none'",
      cedar: 'context.tags.contains("pci") && context.dataAccess != "none"',
    },
    {
      decision: 'require_approval',
      cel: "has(resource.tier) && resource.tier == 0 && inWindow('by-day')",
      sql: 'tier = 0 AND byDay',
      cedar: 'context has tier && context.tier == 0 && context.byDay',
    },
    {
      decision: 'require_approval',
      cel: `action.name == 'deployment.scale' && has(action.properties.replicas) && action.properties.replicas > ${replicas}`,
      sql: `action = 'deployment.scale' AND replicas > ${replicas}`,
      cedar: `context.action == "deployment.scale" && context has replicas && context.replicas > ${replicas}`,
    },
    {
      decision: 'allow',
      cel: "action.name == 'deployment.scale' && has(action.properties.replicas) && action.properties.replicas <= 4",
      sql: "action = 'deployment.scale' AND replicas <= 4",
      cedar:
        'context.action == "deployment.scale" && context has replicas && context.replicas <= 4',
    },
    {
      decision: 'allow',
      cel: "action.properties.environment == 'staging'",
      sql: "environment = 'staging'",
      cedar: 'context.environment == "staging"',
    },
    {
      decision: 'allow',
      cel: "action.name == 'service.restart' && impact.blastRadius.size <= 3 && !('stateful' in resource.tags)",
      sql: "action = 'service.restart' AND size <= 3 AND NOT contains(tags, ',stateful,')",
      cedar:
        'context.action == "service.restart" && context.size <= 3 && !context.tags.contains("stateful")',
    },
    {
      decision: 'allow',
      cel: "has(action.properties.percent) && action.properties.percent <= 5 && action.name == 'traffic.shift'",
      sql: "percent <= 5 AND action = 'traffic.shift'",
      // Cedar has whole numbers only: shares are given in tenths of a percent.
      cedar: 'context has percent && context.percent <= 50 && context.action == "traffic.shift"',
    },
    {
      decision: 'require_approval',
      cel: "action.name == 'traffic.shift' && (!has(action.properties.percent) || action.properties.percent > 50)",
      sql: "action = 'traffic.shift' AND (NOT hasPercent OR percent > 50)",
      cedar:
        'context.action == "traffic.shift" && (!(context has percent) || context.percent > 500)',
    },
    {
      decision: 'require_approval',
      cel: "inWindow('nights') && impact.blastRadius.size > 20",
      sql: 'nights AND size > 20',
      cedar: 'context.nights && context.size > 20',
    },
    {
      decision: 'require_approval',
      cel: 'impact.confidence < 0.4',
      sql: 'confidence < 0.4',
      cedar: 'context.confidence < 400',
    },
    {
      decision: 'require_approval',
      cel: "subject.id == 'agent-3' || subject.id == 'agent-17'",
      sql: "agent = 'agent-3' OR agent = 'agent-17'",
      cedar: 'context.agent == "agent-3" || context.agent == "agent-17"',
    },
    {
      decision: 'require_approval',
      cel: 'has(action.properties.force) && action.properties.force == true',
      sql: 'force',
      cedar: 'context has force && context.force == true',
    },
    {
      decision: 'allow',
      cel: "has(resource.lifecycle) && resource.lifecycle == 'experimental'",
      sql: "lifecycle = 'experimental'",
      cedar: 'context has lifecycle && context.lifecycle == "experimental"',
    },
    {
      decision: 'allow',
      cel: "has(resource.owner) && resource.owner == 'group:default/team-7' && action.name.endsWith('.restart')",
      sql: "owner = 'group:default/team-7' AND suffix(action, '.restart')",
      cedar:
        'context has owner && context.owner == "group:default/team-7" && context.action like "*.restart"',
    },
    {
      decision: 'allow',
      cel: "size(context.incidents) > 0 && impact.reversibility == 'reversible'",
      sql: "incidents > 0 AND reversibility = 'reversible'",
      cedar: 'context.incidents > 0 && context.reversibility == "reversible"',
    },
    {
      decision: 'require_approval',
      cel: 'has(action.properties.memory) && action.properties.memory > 4096 && impact.blastRadius.tier0 > 0',
      sql: 'memory > 4096 AND tier0 > 0',
      cedar: 'context has memory && context.memory > 4096 && context.tier0 > 0',
    },
    {
      decision: 'require_approval',
      cel: "impact.effects.serviceDisruption == 'major' && impact.blastRadius.depth >= 2",
      sql: "serviceDisruption = 'major' AND depth >= 2",
      cedar: 'context.serviceDisruption == "major" && context.depth >= 2',
    },
    {
      decision: 'require_approval',
      cel: "has(resource.system) && resource.system == 'system:default/billing' && !inWindow('by-day')",
      sql: "system = 'system:default/billing' AND NOT byDay",
      cedar: 'context has system && context.system == "system:default/billing" && !context.byDay',
    },
    {
      decision: 'allow',
      cel: "action.name.matches('^(config|flag)[.](set|change)$') && impact.effects.security == 'none'",
      sql: "regexp_matches(action, '^(config|flag)[.](set|change)$') AND security = 'none'",
      // Cedar has no regular expressions.
      cedar:
        '["config.set", "config.change", "flag.set", "flag.change"].contains(context.action) && context.security == "none"',
    },
    {
      decision: 'allow',
      cel: "impact.reversibility in ['read_only', 'reversible'] && impact.confidence >= 0.8",
      sql: "reversibility IN ('read_only', 'reversible') AND confidence >= 0.8",
      cedar:
        '["read_only", "reversible"].contains(context.reversibility) && context.confidence >= 800',
    },
    {
      decision: 'allow',
      cel: 'impact.blastRadius.size == 0',
      sql: 'size = 0',
      cedar: 'context.size == 0',
    },
  ];
}
