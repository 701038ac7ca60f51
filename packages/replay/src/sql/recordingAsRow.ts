import { canonicalJson, type JsonValue, type Recording } from '@countersign/model';
import { isStorable } from './coerce';
import { RECORDING_COLUMNS } from './recordingColumns';

/** A recording that a table cannot hold as it is, with one sentence that says why. */
export interface UnstorableRecording {
  readonly fault: string;
}

/**
 * A recording as one row: values by column in the order of `RECORDING_COLUMNS`, `null` for NULL, JSON
 * as canonical text, instants as RFC 3339 in milliseconds. Texts with U+0000 or half of a surrogate
 * pair, which no database holds, make a recording unstorable: it is never stored as something else.
 */
export function recordingAsRow(recording: Recording): unknown[] | UnstorableRecording {
  const row: unknown[] = [];
  for (const { name, type, of } of RECORDING_COLUMNS) {
    const value = of(recording);
    if (!isWhole(value)) {
      return {
        fault: `${name} holds U+0000 or half of a surrogate pair, which databases do not store`,
      };
    }
    row.push(cellOf(value, type));
  }
  return row;
}

function cellOf(value: unknown, type: (typeof RECORDING_COLUMNS)[number]['type']): unknown {
  if (value === undefined) {
    return null;
  }
  switch (type) {
    case 'json':
      return canonicalJson(value as JsonValue);
    case 'instant':
      // Instants of ours are milliseconds, whatever their text says behind them.
      return new Date(value as string).toISOString();
    default:
      return value;
  }
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') {
    return isStorable(value);
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return Object.entries(value).every(([key, member]) => isStorable(key) && isWhole(member));
}
