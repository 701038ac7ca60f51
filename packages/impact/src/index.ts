/**
 * What is known about a proposal before any policy has looked at it: the action type's registry,
 * the walk over the dependencies, the facts about the target, and their confidence.
 *
 * Nothing in here decides. The same proposal, topology and instant give the same factors everywhere.
 *
 * @packageDocumentation
 */
export * from './actionTypes/ActionType';
export * from './actionTypes/actionTypes';
export * from './actionTypes/resolveActionType';
export * from './topology/TopologyIndex';
export * from './topology/createTopologyIndex';
export * from './catalog/topologyOfCatalog';
export * from './catalog/catalogSnapshotOf';
export * from './assess/assess';
