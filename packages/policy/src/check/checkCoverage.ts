import { canonicalJson, type JsonValue } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import type { PolicyText } from '../parse/PolicyText';

/** Finds entries of `covers` that stand twice. */
export function checkCoverage(text: PolicyText): PolicyDiagnostic[] {
  const seen = new Set<string>();
  return Array.from({ length: text.count(['spec', 'covers']) }).flatMap((_, index) => {
    const path = ['spec', 'covers', index];
    const entry = canonicalJson((text.valueAt(path) ?? null) as JsonValue);
    if (!seen.has(entry)) {
      seen.add(entry);
      return [];
    }
    return [
      finding(
        'duplicate-coverage',
        text.span(path),
        'This is covered already, by the same words above. Remove one of them.',
      ),
    ];
  });
}
