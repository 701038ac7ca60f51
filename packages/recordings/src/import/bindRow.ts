import type { RowRule } from '../mapping/Mapping';
import type { Cells } from '../tables/TableRow';
import { evaluateMember } from './evaluateMember';

/** What expressions of a rule see: `row`, and each name under `let`. */
export function bindRow(rule: RowRule, cells: Cells): Record<string, unknown> {
  const values: Record<string, unknown> = { row: Object.assign(new rule.table.Row(), cells) };
  for (const [name, expression] of rule.lets) {
    // An empty text stays one here: it is a value for the expressions that use it.
    const value = evaluateMember(expression, values);
    values[name] = value ?? emptyOf(expression.expression.type);
  }
  return values;
}

function emptyOf(type: string | undefined): unknown {
  if (type === 'string') {
    return '';
  }
  return type?.startsWith('list') ? [] : null;
}
