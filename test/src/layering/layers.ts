/** One row of design.md's table: what a workspace may import of ours, and where it runs. */
export interface Layer {
  folder: string;
  name: string;
  mayImport: readonly string[];
  /** Runs in a browser, a worker and Node alike, so nothing of Node may be imported. */
  everywhere?: boolean;
}

const packages = (...names: string[]) => names.map(name => `@countersign/${name}`);
const PLUGIN = '@countersign/backstage-plugin-countersign';

const LEVEL_0 = packages('diagnostics', 'model', 'tlog');
const LEVEL_1 = packages('impact', 'policy', 'client');
const LEVEL_2 = packages('approval');
const LEVEL_3 = packages('replay', 'recordings', 'store');
const LEVEL_4 = packages('language-service');
const UP_TO_3 = [...LEVEL_0, ...LEVEL_1, ...LEVEL_2, ...LEVEL_3];

/** Design.md's table "Layers", row by row. */
export const LAYERS: readonly Layer[] = [
  layer('packages/diagnostics', [], { everywhere: true }),
  layer('packages/model', [], { everywhere: true }),
  layer('packages/tlog', [], { everywhere: true }),
  layer('packages/impact', packages('model'), { everywhere: true }),
  layer('packages/policy', packages('diagnostics', 'model'), { everywhere: true }),
  layer('packages/client', packages('model'), { everywhere: true }),
  layer('packages/approval', packages('diagnostics', 'model', 'policy'), { everywhere: true }),
  layer('packages/replay', packages('diagnostics', 'model', 'impact', 'policy', 'approval'), {
    everywhere: true,
  }),
  layer('packages/recordings', packages('diagnostics', 'model', 'impact', 'policy', 'replay')),
  layer('packages/store', packages('model', 'approval', 'tlog')),
  layer(
    'packages/language-service',
    packages('diagnostics', 'model', 'policy', 'approval', 'replay'),
    { everywhere: true },
  ),
  layer('packages/cli', [...UP_TO_3, ...LEVEL_4]),
  layer('packages/example', UP_TO_3),
  plugin('countersign-common', packages('model', 'client'), { everywhere: true }),
  plugin('countersign-node', [`${PLUGIN}-common`, ...packages('model')]),
  plugin('countersign-backend', [`${PLUGIN}-common`, `${PLUGIN}-node`, ...UP_TO_3]),
  plugin(
    'countersign',
    [
      `${PLUGIN}-common`,
      ...packages(
        'client',
        'model',
        'diagnostics',
        'policy',
        'approval',
        'replay',
        'language-service',
        'tlog',
      ),
    ],
    { everywhere: true },
  ),
  {
    folder: 'vscode-extension',
    name: 'countersign',
    mayImport: packages(
      'client',
      'model',
      'diagnostics',
      'policy',
      'replay',
      'language-service',
      'recordings',
    ),
  },
  {
    folder: 'packages/app',
    name: 'app',
    mayImport: [PLUGIN, `${PLUGIN}-common`, ...packages('example')],
  },
  {
    folder: 'packages/backend',
    name: 'backend',
    mayImport: [
      'app',
      `${PLUGIN}-backend`,
      `${PLUGIN}-common`,
      `${PLUGIN}-node`,
      ...packages('example'),
    ],
  },
];

function layer(folder: string, mayImport: readonly string[], more: Partial<Layer> = {}): Layer {
  return { folder, name: `@countersign/${folder.split('/')[1]}`, mayImport, ...more };
}

function plugin(folder: string, mayImport: readonly string[], more: Partial<Layer> = {}): Layer {
  return {
    folder: `plugins/${folder}`,
    name: `@countersign/backstage-plugin-${folder}`,
    mayImport,
    ...more,
  };
}
