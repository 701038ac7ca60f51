import { BANDS, LEVELS, REVERSIBILITIES, type Level } from '@countersign/model';
import { finding, type PolicyDiagnostic } from '../codes';
import type { CelEnvironment } from '../cel/createCelEnvironment';
import type { Expression } from '../cel/Expression';
import type { PolicyText } from '../parse/PolicyText';
import { checkCondition } from './checkCondition';
import { checkContradiction } from './checkContradiction';
import { isBeyondReading } from './isBeyondReading';
import { ReachScope } from './reach/ReachScope';

/** The impact part of a guardrail. */
export interface CheckedImpact {
  /** Conditions of the raises in the order of the text; `undefined` for one that is no text. */
  readonly raises: readonly (Expression | undefined)[];
  readonly diagnostics: PolicyDiagnostic[];
}

const IMPACT = ['spec', 'impact'] as const;

/** What the schema cannot say of matrix, bands and raises. */
export function checkImpact(text: PolicyText, environment: CelEnvironment): CheckedImpact {
  const diagnostics = [...checkBands(text), ...checkMatrix(text)];
  const raises: (Expression | undefined)[] = [];
  const names = new Set<string>();
  const scope = new ReachScope(environment.variables, text);
  const count = text.count([...IMPACT, 'raises']);
  for (let index = 0; index < count && !isBeyondReading(diagnostics); index++) {
    const path = [...IMPACT, 'raises', index];
    const name = text.string([...path, 'name']);
    if (name !== undefined && names.has(name)) {
      diagnostics.push(
        finding(
          'duplicate-raise',
          text.span([...path, 'name']),
          `Another raise is named "${name}" too. Give them different names, since explanations call them by it.`,
        ),
      );
    }
    names.add(name ?? '');
    const targets = ['to', 'by'].filter(member => text.node([...path, member]));
    if (targets.length !== 1) {
      diagnostics.push(
        finding(
          'raise-target',
          targets.length === 0 ? text.headSpan(path) : text.keySpan([...path, 'by']),
          'A raise says either "to" (at least this level) or "by" (so many steps): one of them, not both.',
        ),
      );
    }
    const whenPath = [...path, 'when'];
    const when = text.string(whenPath);
    if (when === undefined) {
      raises.push(undefined);
      continue;
    }
    const checked = checkCondition(text, whenPath, when, environment);
    raises.push(checked.expression);
    diagnostics.push(
      ...checked.diagnostics,
      ...checkContradiction(text, whenPath, checked.expression, scope),
    );
  }
  return { raises, diagnostics };
}

function checkBands(text: PolicyText): PolicyDiagnostic[] {
  const bounds = BANDS.slice(0, -1).map(band => ({
    band,
    size: text.valueAt([...IMPACT, 'bands', band]),
  }));
  return bounds.flatMap(({ band, size }, index) => {
    const before = bounds[index - 1];
    return before &&
      typeof size === 'number' &&
      typeof before.size === 'number' &&
      size <= before.size
      ? [
          finding(
            'bands-order',
            text.span([...IMPACT, 'bands', band]),
            `"${band}" must reach further than "${before.band}" (${before.size}), or no blast radius falls into it.`,
          ),
        ]
      : [];
  });
}

/** A cell that ranks below its neighbour for less harm is allowed, and rarely meant. */
function checkMatrix(text: PolicyText): PolicyDiagnostic[] {
  const cell = (row: number, column: number) =>
    text.string([...IMPACT, 'matrix', REVERSIBILITIES[row] ?? '', BANDS[column] ?? '']) as
      Level | undefined;
  return REVERSIBILITIES.flatMap((reversibility, row) =>
    BANDS.flatMap((band, column) => {
      const here = cell(row, column);
      const milder = [
        { level: cell(row - 1, column), word: REVERSIBILITIES[row - 1] },
        { level: cell(row, column - 1), word: BANDS[column - 1] },
      ].find(({ level }) => here && level && LEVELS.indexOf(here) < LEVELS.indexOf(level));
      return milder
        ? [
            finding(
              'matrix-order',
              text.span([...IMPACT, 'matrix', reversibility, band]),
              `${reversibility} × ${band} is ${here}, lower than ${milder.level} for the milder ${milder.word}. Check that this is meant.`,
            ),
          ]
        : [];
    }),
  );
}
