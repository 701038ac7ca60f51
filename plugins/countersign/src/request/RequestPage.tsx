import { useParams } from 'react-router-dom';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { useRequest } from '../data/useRequest';
import { RequestView } from './RequestView';

/** One request by its id in the address. */
export function RequestPage() {
  const { id = '' } = useParams();
  const request = useRequest(id);
  if (request.data) {
    return (
      <>
        {request.isError && (
          <Failure
            error={request.error}
            onRetry={() => void request.refetch()}
            isRetrying={request.isFetching}
          />
        )}
        {/* Another request is another vote: nothing typed for one may carry over to the next. */}
        <RequestView key={id} request={request.data} />
      </>
    );
  }
  return request.isError ? (
    <Failure
      error={request.error}
      onRetry={() => void request.refetch()}
      isRetrying={request.isFetching}
    />
  ) : (
    <Loading rows={4} height={120} />
  );
}
