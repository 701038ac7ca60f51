/** Freezes a tree of plain objects: decisions share parts of a policy, so nobody may change them. */
export function deepFreeze<T extends object>(value: T): T {
  Object.values(value).forEach(member => {
    if (typeof member === 'object' && member !== null) {
      deepFreeze(member);
    }
  });
  return Object.freeze(value);
}
