import type { RequestDetail } from '@countersign/client';
import { AgentsWords } from './AgentsWords';
import { BlastRadiusSection } from './BlastRadiusSection';
import { DecisionPanel } from './DecisionPanel';
import { ImpactSection } from './ImpactSection';
import { RequestHead } from './RequestHead';
import { TimelineSection } from './TimelineSection';
import { WhatWouldRun } from './WhatWouldRun';
import { WhyAsked } from './WhyAsked';
import styles from './RequestView.module.css';

/**
 * A request as its reviewer reads it. What decides stands in the first screen: what would run, why
 * a person is asked, what it would hit, and the answer. What explains it stands below.
 */
export function RequestView({ request }: { request: RequestDetail }) {
  return (
    <article className={styles.view}>
      <RequestHead request={request} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <WhatWouldRun request={request} />
          <WhyAsked request={request} />
          <AgentsWords request={request} />
        </div>
        <aside className={styles.side}>
          <DecisionPanel request={request} />
        </aside>
      </div>
      <div className={styles.details}>
        <ImpactSection request={request} />
        <BlastRadiusSection factors={request.factors} />
      </div>
      <TimelineSection timeline={request.timeline} />
    </article>
  );
}
