/**
 * Where modules hook into the Countersign backend.
 *
 * @packageDocumentation
 */
export * from './registrations';
export * from './countersignCallersExtensionPoint';
