import type { JsonObject, JsonValue } from '@countersign/model';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/**
 * Parameters as they stand on a command line: `name=text`, or `name:=json` for numbers, lists and
 * whatever else is no text. Policies compare numbers with numbers, so the difference matters.
 *
 * @throws CliFault for what is neither, and for a name that stands twice.
 */
export function readParameters(texts: readonly string[]): JsonObject {
  const parameters: Record<string, JsonValue> = {};
  for (const text of texts) {
    const match = /^([A-Za-z_][A-Za-z0-9_.-]*)(:?=)(.*)$/s.exec(text);
    if (!match) {
      throw usage(`--param ${text} is not read: write name=text, or name:=json for a number.`);
    }
    const [, name, sign, value] = match as unknown as [string, string, string, string];
    if (name === 'exec') {
      throw usage('--param exec is not yours to set: what runs is pinned there.');
    }
    if (Object.hasOwn(parameters, name)) {
      throw usage(`--param ${name} stands twice.`);
    }
    parameters[name] = sign === '=' ? value : readJsonValue(name, value);
  }
  return parameters;
}

function readJsonValue(name: string, text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw usage(`--param ${name}:=${text} is no JSON. For a text, write ${name}=${text}.`);
  }
}

function usage(message: string): CliFault {
  return new CliFault(ExitCode.usage, message);
}
