import type { Approvers } from '@countersign/model';

/** Who must approve, in words: `1 owner of the target and 2 of group sre`. */
export function describeApprovers(approvers: Approvers, isInner = false): string {
  if ('from' in approvers) {
    const { from, count } = approvers;
    switch (from) {
      case 'owners(resource)':
        return `${count} ${count === 1 ? 'owner' : 'owners'} of the target`;
      case 'owners(blastRadius)':
        return `${count} of the owners of what it would hit`;
      case 'oncall(resource)':
        return `${count} of those on call for the target`;
      default: {
        const [kind, name] = from.split(/[:/]default\/|:/) as [string, string];
        if (kind === 'role') {
          return `${count} ${name.replaceAll('-', ' ')}${count === 1 ? '' : 's'}`;
        }
        return kind === 'user' ? name : `${count} of ${kind} ${name}`;
      }
    }
  }
  const [parts, word] = 'all' in approvers ? [approvers.all, ' and '] : [approvers.any, ' or '];
  const joined = parts.map(part => describeApprovers(part, parts.length > 1)).join(word);
  return isInner && parts.length > 1 ? `(${joined})` : joined;
}

/** Minutes in words: `4 hours`, `1 day`, `90 minutes`. */
export function describeMinutes(minutes: number): string {
  const [size, unit] =
    minutes % 1440 === 0 ? [1440, 'day'] : minutes % 60 === 0 ? [60, 'hour'] : [1, 'minute'];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
