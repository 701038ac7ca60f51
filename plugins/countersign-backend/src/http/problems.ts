import type { LoggerService } from '@backstage/backend-plugin-api';
import { Problem, type ProblemDocument, type ProblemType } from '@countersign/model';
import { StoreFault } from '@countersign/store';
import type { ErrorRequestHandler, RequestHandler } from 'express';

/**
 * Errors leave as problem documents (RFC 9457). What nobody foresaw becomes `internal` and is
 * logged by its name and stack; its message may carry a caller's data and stays inside.
 */
export function problemMiddleware(options: {
  logger: LoggerService;
  /** Gives some problems the type that a standard defines for them. */
  translate?: (document: ProblemDocument, type: ProblemType) => ProblemDocument;
}): ErrorRequestHandler {
  // Express tells an error handler from others by its four parameters.
  return (error, request, response, _next) => {
    const problem = asProblem(error);
    if (problem.problemType === 'internal') {
      options.logger.error(`${request.method} ${request.route?.path ?? 'unknown route'} failed`, {
        error: error instanceof Error ? error.name : typeof error,
        stack: stackWithoutMessage(error),
      });
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const document = problem.toDocument();
    const sent = options.translate?.(document, problem.problemType) ?? document;
    if (sent.status === 503) {
      response.setHeader('Retry-After', '2');
    }
    response.status(sent.status).type('application/problem+json').send(JSON.stringify(sent));
  };
}

/** For paths that no route serves. */
export const notFound: RequestHandler = () => {
  throw new Problem('not_found', 'There is nothing at this address.');
};

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (error instanceof StoreFault && error.code === 'unavailable') {
    return new Problem(
      'unavailable',
      'The database cannot be reached, so nothing was permitted and nothing was written. Try again in a moment.',
    );
  }
  if (error instanceof StoreFault && error.code === 'bad_cursor') {
    return new Problem('invalid_member', 'The cursor is not one that this list gave.');
  }
  if (error instanceof URIError) {
    return new Problem('not_found', 'There is nothing at this address.');
  }
  return new Problem(
    'internal',
    'Something failed inside Countersign. Nothing was permitted by this call; whoever runs the portal finds the cause in its log.',
  );
}

function stackWithoutMessage(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .join('\n');
}
