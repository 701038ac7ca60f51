import { useText } from '../translation/useText';
import { timeSpan } from './timeSpan';

/** Prints seconds as "42 minutes". */
export function useSpan(): (seconds: number) => string {
  const t = useText();
  return seconds => {
    const { unit, count } = timeSpan(seconds);
    return t(`time.span.${unit}`, { count });
  };
}
