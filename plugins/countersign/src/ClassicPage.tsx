import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { LedgerRoutes } from './ledger/LedgerRoutes';
import { PolicyRoutes } from './policies/PolicyRoutes';
import { QueueRoutes } from './queue/QueueRoutes';
import { ledgerRouteRef, policiesRouteRef, queueRouteRef, rootRouteRef } from './routes';
import { useText } from './translation/useText';

/** The header with its tabs that the new frontend system makes by itself, and the same pages under it. */
export function ClassicPage() {
  const t = useText();
  const tabs = [
    { id: 'requests', label: t('tabs.queue'), href: useRouteRef(queueRouteRef)() },
    { id: 'policies', label: t('tabs.policies'), href: useRouteRef(policiesRouteRef)() },
    { id: 'ledger', label: t('tabs.ledger'), href: useRouteRef(ledgerRouteRef)() },
  ];
  return (
    <>
      <PluginHeader
        icon={<RiShieldCheckLine />}
        title={t('title')}
        titleLink={useRouteRef(rootRouteRef)()}
        tabs={tabs.map(tab => ({ ...tab, matchStrategy: 'prefix' }))}
      />
      <Routes>
        <Route index element={<Navigate to="requests" replace />} />
        <Route path="requests/*" element={<QueueRoutes />} />
        <Route path="policies/*" element={<PolicyRoutes />} />
        <Route path="ledger/*" element={<LedgerRoutes />} />
      </Routes>
    </>
  );
}
