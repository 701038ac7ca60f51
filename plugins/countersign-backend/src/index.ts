/**
 * The Countersign backend for Backstage.
 *
 * @packageDocumentation
 */
export { countersignPlugin as default, countersignPlugin } from './plugin';
