/** `npm run check`: types, lint, formatting, layering. */
import { runSteps } from './gate/runSteps';

void runSteps([
  { name: 'types', command: 'tsc', args: ['-p', '.'] },
  {
    name: 'lint',
    command: 'eslint',
    args: [
      ...['--ext', '.ts,.tsx,.js,.mjs', '--max-warnings', '0'],
      ...['--cache', '--cache-location', '.cache/eslint/'],
      '.',
    ],
  },
  {
    name: 'formatting',
    command: 'prettier',
    args: ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'],
  },
  {
    name: 'layering',
    command: 'jest',
    args: ['test/src/layering', '--silent', '--selectProjects', 'node'],
  },
]).then(failed => {
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.join(', ')}`);
    process.exit(1);
  }
});
