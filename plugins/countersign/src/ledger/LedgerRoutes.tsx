import { PageBody } from '../components/PageBody';
import { LedgerPage } from './LedgerPage';

/** Under `ledger`. */
export function LedgerRoutes() {
  return (
    <PageBody>
      <LedgerPage />
    </PageBody>
  );
}
