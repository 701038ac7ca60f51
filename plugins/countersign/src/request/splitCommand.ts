import type { JsonObject, JsonValue } from '@countersign/model';
import { commandLine } from '../format/commandLine';

/**
 * The command that the executor profile `exec` pins, as one line, and the parameters without its
 * words. Everything else that is pinned, such as folder and environment, stays among the parameters.
 */
export function splitCommand(properties: JsonObject): { command?: string; rest: JsonObject } {
  const { exec, ...others } = properties;
  if (!isObject(exec) || !isWords(exec.argv)) {
    return { rest: properties };
  }
  const { argv, ...pinned } = exec;
  return { command: commandLine(argv as string[]), rest: { ...others, exec: pinned } };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWords(value: JsonValue | undefined): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(word => typeof word === 'string');
}
