import { REVERSIBILITIES, type Recording } from '@countersign/model';
import { recordingOf } from './recordingOf';

const OUTCOMES = ['succeeded', 'failed', 'rolled_back', 'unknown', undefined] as const;
const DAY = 86_400_000;

/** So many recordings in which everything that a replay counts occurs. The same ones every time. */
export function variedRecordings(count = 240): Recording[] {
  const plain = recordingOf();
  return Array.from({ length: count }, (_none, n) => {
    const at = new Date(Date.parse('2026-01-05T10:00:00Z') + n * 0.37 * DAY).toISOString();
    const status = OUTCOMES[n % OUTCOMES.length];
    const reversibility = REVERSIBILITIES[n % REVERSIBILITIES.length];
    const { owner: _owner, ...unowned } = plain.resource;
    const ref = `component:default/service-${n % 7}`;
    return {
      ...plain,
      id: `r-${n}`,
      at,
      proposal: {
        ...plain.proposal,
        subject: { type: 'agent', id: `agent-${n % 3}` },
        action: { name: n % 4 === 0 ? 'config.change' : 'service.restart' },
        resource: { type: 'component', id: ref },
      },
      resource:
        n % 11 === 0
          ? { ...unowned, ref }
          : { ...plain.resource, ref, owner: `group:default/team-${n % 5}` },
      factors: {
        ...plain.factors,
        ...(reversibility && { reversibility }),
        blastRadius: { ...plain.factors.blastRadius, size: n % 13 },
      },
      reviews:
        n % 6 === 0 ? [{ by: 'person-1', vote: 'approve' as const, minutes: (n % 17) + 1 }] : [],
      ...(n % 3 !== 0 && { executedAt: at }),
      ...(status && { outcome: { status, at } }),
      ...(n % 2 === 0 && {
        decided: {
          decision: (['allow', 'require_approval', 'deny'] as const)[n % 3]!,
          level: 'low' as const,
        },
      }),
    };
  });
}
