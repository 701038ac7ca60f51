import { useNow } from '../data/NowProvider';
import { secondsBetween } from '../format/timeSpan';
import { useSpan } from '../format/useSpan';
import { useText } from '../translation/useText';

/** When something happened, as "5 minutes ago", with the exact time on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {useAgo(at)}
    </time>
  );
}

/** The same as a bare text. */
export function useAgo(at: string): string {
  const t = useText();
  const span = useSpan();
  const seconds = secondsBetween(at, useNow());
  return seconds < 10 ? t('time.justNow') : t('time.ago', { span: span(seconds) });
}
