import { REPLICAS } from '../rules';
import type { FlatRow } from './FlatRow';

/**
 * The 25 rules as a person would write them in JavaScript for these rows, which no generator beats:
 * the position of the first that holds, or -1.
 */
export function firstMatch(row: FlatRow): number {
  const { action, reversibility, size, tags } = row;
  if (action === 'database.drop') return 0;
  if (reversibility === 'irreversible' && row.rollbackPlan !== 'tested') return 1;
  if (action.startsWith('secrets.')) return 2;
  if (action === 'iam.grant' || action === 'iam.revoke' || action === 'network.open') return 3;
  if (tags.includes(',pci,') && row.dataAccess !== 'none') return 4;
  if (row.tier === 0 && row.byDay) return 5;
  const isScale = action === 'deployment.scale' && row.replicas !== undefined;
  if (isScale && row.replicas > REPLICAS) return 6;
  if (isScale && row.replicas <= 4) return 7;
  if (row.environment === 'staging') return 8;
  if (action === 'service.restart' && size <= 3 && !tags.includes(',stateful,')) return 9;
  const isShift = action === 'traffic.shift';
  if (isShift && row.percent !== undefined && row.percent <= 5) return 10;
  if (isShift && (!row.hasPercent || (row.percent !== undefined && row.percent > 50))) return 11;
  if (row.nights && size > 20) return 12;
  if (row.confidence < 0.4) return 13;
  if (row.agent === 'agent-3' || row.agent === 'agent-17') return 14;
  if (row.force === true) return 15;
  if (row.lifecycle === 'experimental') return 16;
  if (row.owner === 'group:default/team-7' && action.endsWith('.restart')) return 17;
  if (row.incidents > 0 && reversibility === 'reversible') return 18;
  if (row.memory !== undefined && row.memory > 4096 && row.tier0 > 0) return 19;
  if (row.serviceDisruption === 'major' && row.depth >= 2) return 20;
  if (row.system === 'system:default/billing' && !row.byDay) return 21;
  if (SETTING.test(action) && row.security === 'none') return 22;
  const isMild = reversibility === 'reversible' || reversibility === 'read_only';
  if (isMild && row.confidence >= 0.8) return 23;
  return size === 0 ? 24 : -1;
}

const SETTING = /^(config|flag)[.](set|change)$/;
