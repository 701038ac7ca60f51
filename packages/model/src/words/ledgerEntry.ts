import type { Digest } from '../json/digest';

/** The changes of state that the ledger records. The list is closed. */
export const LEDGER_ENTRY_TYPES = [
  'policy.published',
  'decision.made',
  'request.opened',
  'request.reviewed',
  'request.approved',
  'request.refused',
  'request.expired',
  'request.cancelled',
  'grant.issued',
  'grant.redeemed',
  'grant.outcome',
] as const;
export type LedgerEntryType = (typeof LEDGER_ENTRY_TYPES)[number];

/**
 * One leaf. It carries digests and ids, never parameters, prose or a person's name: people stand
 * in it by pseudonym.
 */
export interface LedgerEntry {
  entryVersion: 1;
  type: LedgerEntryType;
  /** RFC 3339, the database's clock. */
  at: string;
  /** Id of what changed: a decision, request, grant or policy. */
  id: string;
  /** Pseudonym of the person, or id of the agent or executor, that caused it. */
  by?: string;
  /** Digests of what it rests on, by name: `packet`, `policy`, `action`, `outcome`. */
  digests: Record<string, Digest>;
  /** Ids of what it rests on, by name: `evaluation`, `request`, `approval`. */
  refs?: Record<string, string>;
  /** What was answered: a decision, a vote, an outcome's status. */
  result?: string;
}
