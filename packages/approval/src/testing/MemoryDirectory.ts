import type { Directory } from '../Directory';

/** A directory of groups with their direct members: users, and groups below them. */
export class MemoryDirectory implements Directory {
  /** How often each group was asked for. */
  readonly asked: string[] = [];

  constructor(
    private readonly groups: Readonly<Record<string, readonly string[]>>,
    /** Other names of people. */
    private readonly aliases: Readonly<Record<string, string>> = {},
    /** Who is on call, by resource; without it no source is connected. */
    private readonly duties?: Readonly<Record<string, readonly string[]>>,
  ) {}

  async exists(ref: string): Promise<boolean> {
    return ref.startsWith('user:') || ref in this.groups;
  }

  async members(ref: string): Promise<string[]> {
    this.asked.push(ref);
    const users = new Set<string>();
    const walked = new Set<string>();
    const walk = (at: string) => {
      if (at.startsWith('user:')) {
        users.add(at);
      } else if (!walked.has(at)) {
        walked.add(at);
        (this.groups[at] ?? []).forEach(walk);
      }
    };
    walk(ref);
    return [...users];
  }

  async personOf(ref: string): Promise<string> {
    return this.aliases[ref] ?? ref;
  }

  async onCall(resourceRef: string): Promise<string[] | undefined> {
    return this.duties && [...(this.duties[resourceRef] ?? [])];
  }
}
