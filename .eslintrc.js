/** @type {import('eslint').Linter.Config} */
module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: { ecmaVersion: 2024, sourceType: 'module', ecmaFeatures: { jsx: true } },
  plugins: ['@typescript-eslint', 'jest', 'react-hooks', 'jsx-a11y', '@backstage'],
  extends: [
    'eslint:recommended',
    'plugin:@typescript-eslint/recommended',
    'plugin:jest/recommended',
    'plugin:react-hooks/recommended-legacy',
    'plugin:jsx-a11y/recommended',
  ],
  env: { es2024: true, node: true, browser: true },
  ignorePatterns: ['dist', 'dist-types', 'node_modules', '.data', '.cache', '.results', '*.d.ts'],
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    // The compiler knows the names; the rule does not know types.
    'no-undef': 'off',
    'no-console': 'error',
    'no-control-regex': 'off',
    '@backstage/no-undeclared-imports': 'error',
    '@typescript-eslint/consistent-type-imports': [
      'error',
      { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
    ],
    '@typescript-eslint/no-non-null-assertion': 'off',
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
    'jest/expect-expect': [
      'error',
      { assertFunctionNames: ['expect', 'expect*', 'fc.assert', 'assert*', 'request.**.expect'] },
    ],
    'jest/no-disabled-tests': 'error',
  },
  settings: {
    jest: { version: 30 },
  },
  overrides: [
    {
      // What is run at a terminal speaks through the console.
      files: ['scripts/**', 'packages/cli/**', 'packages/example/src/commands/**', 'test/**'],
      rules: { 'no-console': 'off' },
    },
    {
      files: [
        'scripts/**',
        '*.js',
        '**/*.test.ts',
        '**/*.test.tsx',
        '**/testing/**',
        'test/**',
        'vscode-extension/**',
      ],
      rules: {
        '@backstage/no-undeclared-imports': 'off',
        '@typescript-eslint/no-require-imports': 'off',
      },
    },
  ],
};
