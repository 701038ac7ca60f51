/** Configuration of the Countersign backend. Everything has a default: observing, blocking nothing. */
export interface Config {
  countersign?: {
    /** Whether refusals bind, by scope. */
    enforcement?: {
      /** `observe` when absent: everything is permitted, and what would have been decided is recorded. */
      default?: 'observe' | 'enforce';
      /** Where it differs; each names exactly one of owner, system and component. The nearest holds. */
      scopes?: Array<{
        /** Entity reference of a group; its child groups are meant too. */
        owner?: string;
        /** Entity reference of a system. */
        system?: string;
        /** Entity reference of a component. */
        component?: string;
        mode: 'observe' | 'enforce';
      }>;
    };
    /** Where policies come from. */
    policies?: {
      /** `registry` when absent. */
      source?: 'registry' | 'git';
      /** With `registry`: a folder of `*.policy.yaml` that seeds an empty version store once. Relative to the working directory. */
      seed?: string;
      /** With `git`: a folder in a repository, read through Backstage's integrations. */
      url?: string;
      /** With `git`: 10 to 86400; 60 when absent. */
      pollSeconds?: number;
    };
    /** Agents that may ask. */
    agents?: Array<{
      /** `subject.id` of its questions. */
      id: string;
      /** Subject of its external access token (`backend.auth.externalAccess`). */
      principal: string;
      title?: string;
      /** Group or user that answers for it. */
      owner: string;
      /** The person who registered it; never counts as a reviewer of what it asks. */
      registeredBy?: string;
    }>;
    /** Programs that run what was permitted. */
    executors?: Array<{
      /** The audience of grants. */
      id: string;
      /** Subject of its external access token; an agent that runs its own actions has one for both. */
      principal: string;
      title?: string;
      /** Which parameters pin an action, such as `exec`. */
      profile: string;
      owner: string;
    }>;
    /** Programs that only read: a build that replays, an editor that fetches recordings. */
    readers?: Array<{
      principal: string;
      /** Names of read permissions; `countersign.recordings.export` alone when absent. */
      permissions?: string[];
    }>;
    approvals?: {
      /** Minutes for which an approval can be used, 5 to 10080; 240 when absent. */
      validMinutes?: number;
    };
    grants?: {
      /** Minutes within which an execution may redeem again and should report, 1 to 1440; 60 when absent. */
      leaseMinutes?: number;
    };
    catalog?: {
      /** Seconds between two readings of the catalog, 5 to 3600; 60 when absent. */
      refreshSeconds?: number;
    };
    keys?: {
      /** Folder of the signing keys, outside the database; shared by replicas. `.countersign/keys` when absent. */
      directory?: string;
    };
    ledger?: {
      /** The log's name in its checkpoints; must never change. The backend's host and `/countersign` when absent. */
      origin?: string;
    };
  };
}
