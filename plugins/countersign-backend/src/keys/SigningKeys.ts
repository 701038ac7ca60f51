import type { Jwks } from '@countersign/client';
import type { NoteSigner } from '@countersign/tlog';
import type { TokenKey } from './TokenKey';

/**
 * The two keys: one seals the ledger, one signs what leaves for a few minutes (grants and binding
 * tokens). They are apart so that neither can do the other's work, and neither is in the database.
 */
export interface SigningKeys {
  ledger: NoteSigner;
  /** The ledger's public key as readers of signed notes want it. */
  ledgerVerifierKey: string;
  tokens: TokenKey;
  jwks: Jwks;
}
