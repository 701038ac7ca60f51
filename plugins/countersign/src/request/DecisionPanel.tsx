import { Button, Dialog, DialogBody, DialogHeader, useBreakpoint } from '@backstage/ui';
import type { RequestDetail } from '@countersign/client';
import { RiInformationLine } from '@remixicon/react';
import { useState } from 'react';
import { Section } from '../components/Section';
import { useText } from '../translation/useText';
import { Glance } from './Glance';
import { ReviewForm } from './ReviewForm';
import { Settled } from './Settled';
import { useBallot, type BallotForm } from './useBallot';
import { Votes } from './Votes';
import styles from './DecisionPanel.module.css';

/** The answer: what weighs on it, who else answered, and the two buttons. Later, what came of it. */
export function DecisionPanel({ request }: { request: RequestDetail }) {
  const t = useText();
  const ballot = useBallot(request);
  const pending = request.state === 'pending';
  return (
    <Section
      heading={t(request.mayReview ? 'request.decide.heading' : 'request.decide.headingOthers')}
    >
      <div className={styles.panel}>
        <div role="status" aria-live="polite" className={styles.result}>
          {ballot.isSending && t('request.decide.sending')}
          {ballot.isDone && <Done ballot={ballot} pending={pending} />}
        </div>
        {!pending && <Settled request={request} />}
        <Glance request={request} />
        <Votes request={request} />
        {pending && request.mayReview && !ballot.isDone && (
          <Answer request={request} ballot={ballot} />
        )}
        {pending && !request.mayReview && !ballot.isDone && <MayNot request={request} />}
      </div>
    </Section>
  );
}

/** In place where there is room; on a phone a bar at the thumb that opens it. */
function Answer({ request, ballot }: { request: RequestDetail; ballot: BallotForm }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const isNarrow = useBreakpoint().down('sm');
  const form = <ReviewForm ballot={ballot} reasonRequired={request.requirement.reasonRequired} />;
  if (!isNarrow) {
    return form;
  }
  return (
    <div className={styles.bar}>
      <Button variant="primary" onPress={() => setOpen(true)}>
        {t('request.decide.open')}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen}>
        <DialogHeader>{t('request.decide.heading')}</DialogHeader>
        <DialogBody>{form}</DialogBody>
      </Dialog>
    </div>
  );
}

function MayNot({ request }: { request: RequestDetail }) {
  const t = useText();
  return (
    <div className={styles.mayNot} role="note">
      <RiInformationLine size={18} aria-hidden="true" />
      <div>
        <strong>{t('request.decide.cannot')}</strong>
        {request.mayNotReviewBecause && <p>{request.mayNotReviewBecause}</p>}
      </div>
    </div>
  );
}

function Done({ ballot, pending }: { ballot: BallotForm; pending: boolean }) {
  const t = useText();
  const approved = ballot.vote === 'approve';
  return (
    <>
      <strong>{t(approved ? 'request.decide.doneApprove' : 'request.decide.doneRefuse')}</strong>
      {approved && pending && ` ${t('request.decide.stillWaiting')}`}
    </>
  );
}
