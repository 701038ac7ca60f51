/** Somebody of the example organisation. */
export interface Person {
  /** User reference, such as `user:default/amara.osei`. */
  ref: string;
  name: string;
  email: string;
  /** What they do, in a few words. */
  role: string;
  /** Their groups, by title. */
  teams: string[];
  /** Their groups, by reference. */
  groups: string[];
}
