import { useSignal } from '@backstage/plugin-signals-react';
import {
  COUNTERSIGN_CHANNEL,
  type CountersignSignal,
} from '@countersign/backstage-plugin-countersign-common';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { queryKeys } from './queryKeys';

/** With signals a poll only catches what a lost connection missed. */
const POLL_WITH_SIGNALS_MS = 30_000;
const POLL_WITHOUT_SIGNALS_MS = 8_000;

const PollContext = createContext(POLL_WITHOUT_SIGNALS_MS);

/**
 * Reads anew whatever is on the page when the backend signals that something changed. A signal
 * says only that; what changed is asked for, with the permissions of whoever looks. Without
 * the signals plugin the page polls.
 */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const { lastSignal, isSignalsAvailable } = useSignal<CountersignSignal>(COUNTERSIGN_CHANNEL);
  const queryClient = useQueryClient();
  useEffect(() => {
    if (lastSignal) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.all });
    }
  }, [lastSignal, queryClient]);
  return (
    <PollContext.Provider
      value={isSignalsAvailable ? POLL_WITH_SIGNALS_MS : POLL_WITHOUT_SIGNALS_MS}
    >
      {children}
    </PollContext.Provider>
  );
}

/** Milliseconds between two polls of what changes by itself. */
export function usePollInterval(): number {
  return useContext(PollContext);
}
