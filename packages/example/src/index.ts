/**
 * Tumbleweed Parcels, the example organisation: its catalog, policies, recordings, people and the
 * agent that works there.
 *
 * @packageDocumentation
 */
export { EXAMPLE_DIRECTORY } from './organisation/exampleDirectory';
export { catalogSnapshot } from './organisation/catalogSnapshot';
export { loadExampleCatalog } from './organisation/loadExampleCatalog';
export { loadExamplePeople } from './organisation/loadExamplePeople';
export * from './organisation/loadExamplePolicies';
export { loadExampleTopology } from './organisation/loadExampleTopology';
export type { Person } from './organisation/Person';
export * from './identity/createDevelopmentIdentityProvider';
export * from './recordings/generateRecordings';
export { recordingLines } from './recordings/recordingLines';
export * from './agent/runLiveAgent';
