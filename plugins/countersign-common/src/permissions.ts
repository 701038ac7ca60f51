import { createPermission, type Permission } from '@backstage/plugin-permission-common';

/** See the queue and its requests. Parameters are shown only to reviewers and owners, whatever this says. */
export const countersignRequestReadPermission = createPermission({
  name: 'countersign.request.read',
  attributes: { action: 'read' },
});

/** Vote on requests. The policies' requirement still says on which. */
export const countersignRequestReviewPermission = createPermission({
  name: 'countersign.request.review',
  attributes: { action: 'update' },
});

/** Read the policies in force. */
export const countersignPolicyReadPermission = createPermission({
  name: 'countersign.policy.read',
  attributes: { action: 'read' },
});

/** Read the ledger: its checkpoint, entries, tiles and proofs. */
export const countersignLedgerReadPermission = createPermission({
  name: 'countersign.ledger.read',
  attributes: { action: 'read' },
});

/** Export the recordings with their parameters. */
export const countersignRecordingsExportPermission = createPermission({
  name: 'countersign.recordings.export',
  attributes: { action: 'read' },
});

/** Every permission of the plugin, for its backend to register and for policies to list. */
export const countersignPermissions: readonly Permission[] = [
  countersignRequestReadPermission,
  countersignRequestReviewPermission,
  countersignPolicyReadPermission,
  countersignLedgerReadPermission,
  countersignRecordingsExportPermission,
];
