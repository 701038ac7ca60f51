import { type Duration } from '@marcbachmann/cel-js/evaluator';
import { mapGet, mapKeys } from './maps';
import { numberOf, typeOfValue } from './values';

/**
 * CEL's equality: numbers by their value, whatever their types; lists and maps by what is in them;
 * values of different types are not equal, which is no error.
 */
export function equals(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (typeof left === 'string' || typeof left === 'boolean') {
    return false;
  }
  const number = numberOf(left);
  if (number !== undefined) {
    const other = numberOf(right);
    // Between bigint and number JavaScript compares exact values.
    // eslint-disable-next-line eqeqeq
    return other !== undefined && number == other;
  }
  const type = typeOfValue(left);
  if (type !== typeOfValue(right)) {
    return false;
  }
  switch (type) {
    case 'list':
      return equalLists([...(left as Iterable<unknown>)], [...(right as Iterable<unknown>)]);
    case 'map':
      return equalMaps(left as object, right as object);
    case 'bytes':
      return equalLists([...(left as Uint8Array)], [...(right as Uint8Array)]);
    case 'timestamp':
      return (left as Date).getTime() === (right as Date).getTime();
    case 'duration':
      return (
        (left as Duration).seconds === (right as Duration).seconds &&
        (left as Duration).nanos === (right as Duration).nanos
      );
    default:
      return false;
  }
}

function equalLists(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => equals(item, right[index]));
}

function equalMaps(left: object, right: object): boolean {
  const keys = mapKeys(left);
  return (
    keys.length === mapKeys(right).length &&
    keys.every(key => {
      const other = mapGet(right, key);
      return other !== undefined && equals(mapGet(left, key), other);
    })
  );
}
