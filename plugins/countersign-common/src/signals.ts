/** The channel of Backstage's signals on which a page hears that something changed. */
export const COUNTERSIGN_CHANNEL = 'countersign';

/** What is said on {@link COUNTERSIGN_CHANNEL}: only that something changed, never what it says. */
export type CountersignSignal = {
  /** The ledger's word for the change, such as `request.opened`. */
  type: string;
  requestId: string;
};

/** The page of a request inside the portal, as notifications link to it. */
export function requestPath(requestId: string): string {
  return `/countersign/requests/${encodeURIComponent(requestId)}`;
}

/** The topic of Backstage's events under which every transition is published as a CloudEvent. */
export const COUNTERSIGN_EVENTS_TOPIC = 'countersign';
