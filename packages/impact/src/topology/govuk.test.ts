import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTopologyIndex } from './createTopologyIndex';

// Packages run in a browser, so only the test reads files.
const file = path.resolve(__dirname, '../../../../../shared/data/govuk/edges_app.csv');
const present = existsSync(file);
const name = present
  ? 'the dependencies of GOV.UK'
  : 'the dependencies of GOV.UK (skipped: ../shared/data/govuk is not here)';

(present ? describe : describe.skip)(name, () => {
  it('are walked as the naive transcription walks them', () => {
    const edges = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map(line =>
        line
          .trim()
          .split(',')
          .map(app => `component:default/${app}`),
      )
      .map(([from, to]) => ({ from: from!, to: to! }));
    const refs = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
    const index = createTopologyIndex({
      takenAt: '2026-11-22T08:00:00.000Z',
      entities: refs.map(ref => ({ ref, tags: [] })),
      edges,
      groups: [],
      aliases: {},
    });
    for (const ref of refs) {
      const hit = new Set<string>();
      const visit = (to: string): void => {
        for (const edge of edges) {
          if (edge.to === to && !hit.has(edge.from)) {
            hit.add(edge.from);
            visit(edge.from);
          }
        }
      };
      visit(ref);
      hit.delete(ref);
      expect([ref, index.blastRadius(ref).size]).toEqual([ref, hit.size]);
    }
    // Everything that shows content needs the store of content, directly or not.
    expect(index.blastRadius('component:default/content-store').size).toBeGreaterThan(10);
  });
});
