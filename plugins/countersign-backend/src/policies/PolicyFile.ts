/** A policy's text with the name that its source gives it. */
export interface PolicyFile {
  /** Path inside the folder or repository. */
  uri: string;
  text: string;
}

/** What counts as a policy in a folder or repository. */
export const POLICY_FILE = /\.policy\.ya?ml$/;
