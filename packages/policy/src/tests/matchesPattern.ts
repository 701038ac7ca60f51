/**
 * Whether an entry of a test's `policies` means a policy's file: the file itself, a folder above it,
 * or a pattern in which `*` stands for any part of one name and `**` for any folders. Costs the product
 * of both lengths at most: no pattern can make it slow.
 *
 * @param path - Relative to the test's folder, with `/` between names, such as `../guardrail.policy.yaml`.
 */
export function matchesPattern(pattern: string, path: string): boolean {
  if (pattern.startsWith('/')) {
    return false;
  }
  const wanted = namesOf(pattern);
  const given = namesOf(path);
  // A folder stands for all in it, at any depth.
  return (
    matchesNames(wanted, given) ||
    (!pattern.includes('*') && matchesNames([...wanted, '**', '*'], given))
  );
}

function namesOf(path: string): string[] {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..' && names.length > 0 && names.at(-1) !== '..') {
      names.pop();
    } else if (name !== '.' && name !== '') {
      names.push(name);
    }
  }
  return names;
}

/** Both walks below keep the last wild card as the only place to go back to. */
function matchesNames(wanted: readonly string[], given: readonly string[]): boolean {
  return matches(wanted, given, '**', (name, own) => {
    // Patterns stay inside the folders that they name: they never climb.
    return own === '..' ? name === '..' : matches([...name], [...own], '*', (a, b) => a === b);
  });
}

function matches<T>(
  wanted: readonly T[],
  given: readonly T[],
  wild: T,
  isSame: (wanted: T, given: T) => boolean,
): boolean {
  let at = 0;
  let back = -1;
  let resume = 0;
  let position = 0;
  while (position < given.length) {
    if (at < wanted.length && wanted[at] === wild) {
      back = at++;
      resume = position;
    } else if (at < wanted.length && isSame(wanted[at]!, given[position]!)) {
      at++;
      position++;
    } else if (back >= 0 && (given[resume] as unknown) !== '..') {
      at = back + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === wild) at++;
  return at === wanted.length;
}
