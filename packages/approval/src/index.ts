/**
 * Who must approve, whether they have, and what follows: requirements, routing, quorum, separation
 * of duties and the transition table. Pure functions; the catalog comes in as a {@link Directory}.
 *
 * @packageDocumentation
 */
export * from './transitions';
export * from './Directory';
export * from './ResolvedRequirement';
export * from './separated';
export * from './resolveApprovers';
export { leavesOf } from './placePeople';
export * from './partsOf';
export * from './tally';
