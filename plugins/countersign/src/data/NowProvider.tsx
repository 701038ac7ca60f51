import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

const NowContext = createContext<number | undefined>(undefined);

/** How often a page's clock moves. Nothing it shows is finer than a minute until the last one. */
const TICK_MS = 5_000;

/** One clock for a whole page, so that five hundred rows do not each keep a timer. */
export function NowProvider({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** The page's time, in milliseconds since 1970. */
export function useNow(): number {
  return useContext(NowContext) ?? Date.now();
}
