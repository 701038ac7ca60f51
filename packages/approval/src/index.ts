/**
 * Who must approve, whether they have, and what follows: requirements, routing, quorum, separation
 * of duties and the transition table. Pure functions; the catalog comes in as a {@link Directory}, or
 * as a snapshot where policies are checked beside it before they are in force.
 *
 * @packageDocumentation
 */
export * from './transitions';
export * from './Directory';
export * from './ResolvedRequirement';
export * from './separated';
export * from './resolveApprovers';
export { leavesOf } from './placePeople';
export { partsOf } from './partsOf';
export * from './tally';
export { APPROVAL_CODES, type ApprovalCode, type ApprovalDiagnostic } from './catalog/codes';
export {
  checkPolicyAgainstCatalog,
  type CatalogFinding,
} from './catalog/checkPolicyAgainstCatalog';
export { APPROVAL_CODE_DESCRIPTIONS } from './catalog/codeDescriptions';
