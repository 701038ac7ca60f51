/**
 * Who belongs to what: the catalog, as approval sees it. References are full and in lower case,
 * `kind:namespace/name`.
 */
export interface Directory {
  /** Whether the catalog has this group or user today. */
  exists(ref: string): Promise<boolean>;
  /**
   * Every user of a group and of the groups below it, each once, as the catalog names them; of a
   * user, that user. Empty for what does not exist. Must end on groups that contain each other.
   */
  members(ref: string): Promise<string[]>;
  /**
   * The one name of the person behind a user reference: aliases of one person have one name. A
   * reference without a known alias is its own name.
   */
  personOf(userRef: string): Promise<string>;
  /**
   * The users and groups who are on call for a resource now; none when nobody is. `undefined` when no
   * source of on-call times is connected, which is not the same.
   */
  onCall(resourceRef: string): Promise<string[] | undefined>;
}
