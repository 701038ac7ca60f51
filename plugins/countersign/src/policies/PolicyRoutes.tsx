import { Route, Routes } from 'react-router-dom';
import { PageBody } from '../components/PageBody';
import { PoliciesPage } from './PoliciesPage';
import { PolicyPage } from './PolicyPage';

/** Under `policies`: the list, and each policy by its name. */
export function PolicyRoutes() {
  return (
    <PageBody>
      <Routes>
        <Route index element={<PoliciesPage />} />
        <Route path=":name" element={<PolicyPage />} />
      </Routes>
    </PageBody>
  );
}
