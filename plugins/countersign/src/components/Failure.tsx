import { Alert, Button } from '@backstage/ui';
import { CountersignError } from '@countersign/client';
import { useText } from '../translation/useText';

export interface FailureProps {
  error: unknown;
  /** Asks again; no button without it. */
  onRetry?: () => void;
  isRetrying?: boolean;
}

/** Something could not be read: what happened, what it means, and a way to try again. */
export function Failure({ error, onRetry, isRetrying }: FailureProps) {
  const t = useText();
  const { title, text } = describe(error, t);
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={title}
        description={text}
        customActions={
          onRetry && (
            <Button size="small" variant="secondary" onPress={onRetry} isPending={isRetrying}>
              {t('common.tryAgain')}
            </Button>
          )
        }
      />
    </div>
  );
}

function describe(error: unknown, t: ReturnType<typeof useText>): { title: string; text: string } {
  if (!(error instanceof CountersignError)) {
    return error instanceof Error && error.name !== 'CountersignUnreachable'
      ? { title: t('failure.unexpected.title'), text: error.message }
      : { title: t('failure.unreachable.title'), text: t('failure.unreachable.text') };
  }
  const kind = { 403: 'notPermitted', 404: 'notFound' } as const;
  const known = kind[error.status as keyof typeof kind] ?? 'refused';
  return { title: t(`failure.${known}.title`), text: error.detail };
}
