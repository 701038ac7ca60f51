import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';

const folder = join(__dirname, '../../../packages/model/schemas');

/** The published JSON Schemas, compiled by a validator that we did not write. */
export function compileSchemas<Name extends string>(
  names: readonly Name[],
): Record<Name, ValidateFunction> {
  // The patterns say all that the formats would. Editors know patternErrorMessage; Ajv need not.
  const ajv = new Ajv({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    formats: FORMATS,
  });
  ajv.addKeyword('patternErrorMessage');
  return Object.fromEntries(
    names.map(name => {
      const text = readFileSync(join(folder, `${name}.schema.json`), 'utf8');
      return [name, ajv.compile(JSON.parse(text) as object)];
    }),
  ) as Record<Name, ValidateFunction>;
}

const FORMATS = { date: true, 'date-time': true } as const;
