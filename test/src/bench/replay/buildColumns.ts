import { ColumnsBuilder, type Columns } from '@countersign/replay';
import { generateActions } from './generateActions';

/** Columns of so many generated actions, none of which is kept. */
export function buildColumns(count: number, seed?: number): Columns {
  const builder = new ColumnsBuilder();
  for (const recording of generateActions(count, seed)) {
    builder.add(recording);
  }
  return builder.finish();
}
