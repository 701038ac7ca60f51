import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { countersignTranslationRef } from './countersignTranslationRef';

/** The portal's sentences in the reader's language. */
export function useText() {
  return useTranslationRef(countersignTranslationRef).t;
}
