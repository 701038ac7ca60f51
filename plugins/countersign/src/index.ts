/**
 * The Countersign pages, cards and tabs for Backstage.
 *
 * @packageDocumentation
 */
export { countersignPlugin as default } from './plugin';
export { countersignApiRef, type CountersignApi } from './api/countersignApiRef';
export { countersignTranslationRef } from './translation/countersignTranslationRef';
