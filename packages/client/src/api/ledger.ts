import { z } from 'zod';

/** Leaves in their order, each as the exact text that was hashed. */
export const ledgerEntriesSchema = z.object({
  /** Number of leaves under the newest checkpoint. */
  size: z.int().min(0),
  entries: z.array(
    z.object({
      index: z.int().min(0),
      /** RFC 6962 leaf hash, base64. */
      hash: z.string(),
      /** Canonical JSON of a ledger entry; hash these bytes, never a reprint of them. */
      leaf: z.string(),
    }),
  ),
});
export type LedgerEntries = z.infer<typeof ledgerEntriesSchema>;

/** An RFC 6962 audit path from one leaf to the checkpoint that comes with it. */
export const ledgerProofSchema = z.object({
  index: z.int().min(0),
  size: z.int().min(1),
  leaf: z.string(),
  /** Base64, from the leaf's sibling to the root's child. */
  hashes: z.array(z.string()),
  /** The signed note of this very size. */
  checkpoint: z.string(),
});
export type LedgerProof = z.infer<typeof ledgerProofSchema>;
