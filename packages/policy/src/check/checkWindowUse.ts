import { finding, type PolicyDiagnostic } from '../codes';
import type { Expression } from '../cel/Expression';
import type { PolicyText } from '../parse/PolicyText';
import { entriesOf } from './provisions/provisions';

/** Points out windows that no condition and no hold asks for. */
export function checkWindowUse(
  text: PolicyText,
  conditions: readonly (Expression | undefined)[],
): PolicyDiagnostic[] {
  const quoted = new Set([
    ...conditions.flatMap(
      condition => condition?.source.match(/(?<=['"])[a-z0-9-]+(?=['"])/g) ?? [],
    ),
    ...entriesOf(text, 'holds').flatMap(hold => text.string([...hold, 'window']) ?? []),
  ]);
  return text
    .names(['spec', 'windows'])
    .flatMap(name =>
      quoted.has(name)
        ? []
        : [
            finding(
              'unused-window',
              text.keySpan(['spec', 'windows', name]),
              `No condition asks for this window. Write inWindow('${name}') where it should count, or remove it.`,
            ),
          ],
    );
}
