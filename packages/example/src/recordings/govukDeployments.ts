import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EXAMPLE_DIRECTORY } from '../organisation/exampleDirectory';
import type { DeploymentFact } from './figuresOf';

const FILE = path.resolve(EXAMPLE_DIRECTORY, '../../../shared/data/govuk/deployments.csv.gz');

/**
 * GOV.UK's forward deployments to production, those of unknown order left out; wrong is what was
 * rolled back within a day. `undefined` where the data is not beside the repository.
 */
export function govukDeployments(): DeploymentFact[] | undefined {
  if (!existsSync(FILE)) {
    return undefined;
  }
  const [head, ...lines] = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split(/\r?\n/);
  const columns = head!.split(',');
  const at = (name: string) => columns.indexOf(name);
  const [when, app, actor] = [at('committed_at'), at('app'), at('actor')];
  const [environment, kind, direction] = [at('environment'), at('kind'), at('direction')];
  const [waited, back, backAfter] = [
    at('hours_since_prev_stage'),
    at('rolled_back'),
    at('rolled_back_after_hours'),
  ];
  return lines
    .map(line => line.split(','))
    .filter(
      cells =>
        cells[environment] === 'production' &&
        cells[kind] === 'deploy' &&
        cells[direction] === 'forward',
    )
    .map(cells => ({
      at: Date.parse(cells[when]!),
      target: cells[app]!,
      wrong: cells[back] === '1' && cells[backAfter] !== '' && Number(cells[backAfter]) <= 24,
      byPerson: cells[actor] !== 'govuk-ci',
      hoursSinceStaging: cells[waited] === '' ? undefined : Number(cells[waited]),
    }));
}
