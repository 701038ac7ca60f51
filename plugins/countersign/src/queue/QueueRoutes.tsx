import { Route, Routes } from 'react-router-dom';
import { PageBody } from '../components/PageBody';
import { RequestPage } from '../request/RequestPage';
import { QueuePage } from './QueuePage';

/** Under `requests`: the queue, and each request by its id. */
export function QueueRoutes() {
  return (
    <PageBody>
      <Routes>
        <Route index element={<QueuePage />} />
        <Route path=":id" element={<RequestPage />} />
      </Routes>
    </PageBody>
  );
}
