import { REQUEST_STATES, type RequestQuery, type RequestState } from '@countersign/client';
import { useSearchParams } from 'react-router-dom';

export const QUEUE_SORTS = ['deadline', 'level', 'newest'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

/** What the queue shows. It stands in the address, so that every view has a link. */
export interface QueueFilter {
  show: 'mine' | 'all';
  /** `any` only with `all`: what waits for me is pending. */
  state: RequestState | 'any';
  sort: QueueSort;
  /** A target's entity reference. */
  target?: string;
}

const DEFAULT: QueueFilter = { show: 'mine', state: 'pending', sort: 'deadline' };

/** Reads the filter from the address and writes it back; what is default is left out there. */
export function useQueueFilter(): [QueueFilter, (change: Partial<QueueFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = readFilter(params);
  const change = (changes: Partial<QueueFilter>) =>
    setParams(writeFilter({ ...filter, ...changes }), { replace: true });
  return [filter, change];
}

/** What it asks of the server. */
export function queryOf({ show, state, target }: QueueFilter): RequestQuery {
  return {
    ...(show === 'mine' ? { mine: true, state: 'pending' } : state !== 'any' && { state }),
    ...(target && { target }),
  };
}

/** Everything that a target's agents ever asked, whatever came of it. */
export function allAbout(target: string): string {
  return `?${new URLSearchParams({ show: 'all', state: 'any', sort: 'newest', target })}`;
}

function readFilter(params: URLSearchParams): QueueFilter {
  const oneOf = <T extends string>(name: string, values: readonly T[], otherwise: T): T =>
    values.find(value => value === params.get(name)) ?? otherwise;
  const show = oneOf('show', ['mine', 'all'], DEFAULT.show);
  return {
    show,
    state: show === 'mine' ? 'pending' : oneOf('state', [...REQUEST_STATES, 'any'], DEFAULT.state),
    sort: oneOf('sort', QUEUE_SORTS, DEFAULT.sort),
    target: params.get('target') ?? undefined,
  };
}

function writeFilter(filter: QueueFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of ['show', 'state', 'sort', 'target'] as const) {
    const value = filter[name];
    if (value && value !== DEFAULT[name]) {
      params.set(name, value);
    }
  }
  return params;
}
