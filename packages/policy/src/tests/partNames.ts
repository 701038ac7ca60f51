/** A part of a policy by its two names. */
export interface PartRef {
  readonly policy: string;
  readonly name: string;
}

/** Whether a name in a test, `ask-us` or `payments/ask-us`, means this part. */
export function isNamed(name: string, part: PartRef): boolean {
  return name === part.name || name === `${part.policy}/${part.name}`;
}

/** A part as reports write it: `payments/ask-us`. */
export function fullName({ policy, name }: PartRef): string {
  return `${policy}/${name}`;
}
