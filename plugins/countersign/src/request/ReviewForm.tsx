import { Alert, Button, TextAreaField } from '@backstage/ui';
import { CountersignError } from '@countersign/client';
import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useText } from '../translation/useText';
import type { BallotForm } from './useBallot';
import styles from './ReviewForm.module.css';

export interface ReviewFormProps {
  ballot: BallotForm;
  reasonRequired: boolean;
}

/** Approve or refuse, with a reason. Shows that it is on its way, and what failed. */
export function ReviewForm({ ballot, reasonRequired }: ReviewFormProps) {
  const t = useText();
  const { missingReasonFor: missing, isSending, vote } = ballot;
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing) {
      field.current?.querySelector('textarea')?.focus();
    }
  }, [missing]);
  const message =
    missing &&
    t(
      missing === 'refuse'
        ? 'request.decide.reasonMissingRefuse'
        : 'request.decide.reasonMissingApprove',
    );
  return (
    <div className={styles.form}>
      <TextAreaField
        ref={field}
        label={t('request.decide.reason')}
        secondaryLabel={t(
          reasonRequired ? 'request.decide.reasonForBoth' : 'request.decide.reasonForRefusal',
        )}
        rows={2}
        maxLength={4000}
        value={ballot.reason}
        onChange={ballot.setReason}
        isDisabled={isSending}
        validationBehavior="aria"
        validate={() => message ?? null}
      />
      <div className={styles.buttons}>
        <Button
          variant="secondary"
          destructive
          className={styles.refuse}
          iconStart={<RiCloseLine />}
          isPending={isSending && vote === 'refuse'}
          isDisabled={isSending && vote !== 'refuse'}
          onPress={() => ballot.send('refuse')}
        >
          {t('request.decide.refuse')}
        </Button>
        <Button
          variant="primary"
          iconStart={<RiCheckLine />}
          isPending={isSending && vote === 'approve'}
          isDisabled={isSending && vote !== 'approve'}
          onPress={() => ballot.send('approve')}
        >
          {t('request.decide.approve')}
        </Button>
      </div>
      {Boolean(ballot.error) && !isSending && <NotCounted ballot={ballot} />}
    </div>
  );
}

function NotCounted({ ballot }: { ballot: BallotForm }) {
  const t = useText();
  const { error, vote } = ballot;
  // A refusal is an answer; anything else leaves open whether the vote arrived.
  const refused = error instanceof CountersignError;
  return (
    <div role="alert" className={styles.failed}>
      <Alert
        status="danger"
        icon
        title={t(refused ? 'request.decide.failed' : 'request.decide.noAnswer')}
        description={refused ? error.detail : t('request.decide.unclear')}
      />
      {vote && (
        <Button variant="secondary" onPress={() => ballot.send(vote)}>
          {t('common.tryAgain')}
        </Button>
      )}
    </div>
  );
}
