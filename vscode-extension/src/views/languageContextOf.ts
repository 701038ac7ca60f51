import type { LanguageContext } from '@countersign/language-service';
import type { Impact } from '../impact/Impact';
import type { PolicyStore } from '../policies/PolicyStore';
import type { PolicyTestText } from '../policies/testsBeside';
import type { Recordings } from '../recordings/Recordings';

/** The parts of the extension that know something beside a policy's text. */
export interface LanguageSources {
  readonly policies: PolicyStore;
  readonly impact: Impact;
  readonly recordings: Recordings;
}

/** What is known now beside the text of a policy. */
export function languageContextOf(
  uri: string,
  { policies, impact, recordings }: LanguageSources,
  tests?: readonly PolicyTestText[],
): LanguageContext {
  const { summary, uris, fresh } = impact.state;
  const { state } = recordings;
  return {
    policies: policies.views(),
    now: Date.now(),
    ...(tests && { tests }),
    ...(state.kind === 'loaded' && { samples: state.report.samples }),
    ...(summary && uris.has(uri) && { replay: { summary, state: fresh ? 'fresh' : 'stale' } }),
  };
}
