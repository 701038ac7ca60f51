/**
 * Tumbleweed Parcels, the example organisation: its catalog, policies, recordings, people and the
 * agent that works there.
 *
 * @packageDocumentation
 */
export { EXAMPLE_DIRECTORY } from './organisation/exampleDirectory';
export { loadExampleCatalog } from './organisation/loadExampleCatalog';
export { loadExamplePeople } from './organisation/loadExamplePeople';
export { loadExampleTopology } from './organisation/loadExampleTopology';
export type { Person } from './organisation/Person';
export * from './identity/createDevelopmentIdentityProvider';
