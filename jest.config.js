const transform = kind => [
  require.resolve('@backstage/cli/config/jestSwcTransform'),
  { jsc: kind },
];
const typescript = { parser: { syntax: 'typescript' } };
const react = {
  parser: { syntax: 'typescript', tsx: true },
  transform: { react: { runtime: 'automatic' } },
};

const shared = {
  rootDir: __dirname,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.data/', '/\\.cache/'],
  modulePathIgnorePatterns: ['/\\.cache/', '/dist/'],
  moduleNameMapper: { '\\.css$': require.resolve('jest-css-modules') },
  // Jest runs CommonJS; several of our dependencies are published as ES modules only, so what lies
  // in node_modules is transformed too, except what is known to be CommonJS and large.
  transformIgnorePatterns: [
    '/node_modules/(?:@material-ui|ajv|core-js|jest-.*|jsdom|knex|react|react-dom|typescript|better-sqlite3|pg)/',
  ],
  transform: {
    '\\.(mjs|cjs|js)$': transform({ parser: { syntax: 'ecmascript' } }),
    '\\.jsx$': transform(react),
    '\\.(mts|cts|ts)$': transform(typescript),
    '\\.tsx$': transform(react),
    '\\.(png|svg|woff2?)$': require.resolve('@backstage/cli/config/jestFileTransform.js'),
  },
};

/** Two projects: what runs without a page, and what is drawn on one. */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, '<rootDir>/packages/app/'],
      moduleFileExtensions: ['ts', 'tsx', 'js', 'jsx', 'mts', 'cts', 'mjs', 'cjs', 'json', 'node'],
      testMatch: [
        // Not `!(app)`: its matcher would leave out packages/approval as well.
        '<rootDir>/packages/*/src/**/*.test.ts',
        '<rootDir>/plugins/countersign-*/src/**/*.test.ts',
        '<rootDir>/vscode-extension/src/**/*.test.ts',
        '<rootDir>/test/src/**/*.test.ts',
        '<rootDir>/scripts/**/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'page',
      testEnvironment: require('@backstage/cli/config/getJestEnvironment').getJestEnvironment(),
      setupFilesAfterEnv: ['<rootDir>/plugins/countersign/src/setupTests.ts'],
      testMatch: [
        '<rootDir>/plugins/countersign/src/**/*.test.{ts,tsx}',
        '<rootDir>/packages/app/src/**/*.test.{ts,tsx}',
      ],
    },
  ],
};
