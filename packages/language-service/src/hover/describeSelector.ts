/** A selection of approvers in words. */
export function describeSelector(selector: string): string {
  switch (selector) {
    case 'owners(resource)':
      return 'the owners of the target';
    case 'owners(blastRadius)':
      return 'the owners of what it would hit';
    case 'oncall(resource)':
      return 'whoever is on call for the target';
    default: {
      const [, kind, name] = /^(role|group|user):(?:default\/)?(.*)$/.exec(selector) ?? [];
      return kind === undefined ? selector : `${ARTICLES[kind]} ${name}`;
    }
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  role: 'who has the role',
  group: 'members of the group',
  user: 'the person',
};
