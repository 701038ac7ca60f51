import { compilePattern } from './compilePattern';
import { patternSize } from './patternSize';

it.each([
  ['abc', 3],
  ['a{3}', 3],
  ['a{2,5}b', 6],
  ['a{4,}', 4],
  ['(ab){10}', 30],
  ['((a{10}){10}){10}', 1110],
  ['[a-z]{3}\\d{2}', 5],
  ['[]x]{3}', 3],
  ['\\(a{2}', 3],
  ['a{0}', 1],
  [')){2', 4],
  ['', 0],
])('%s has about %d steps', (pattern, steps) => {
  expect(patternSize(pattern)).toBe(steps);
});

it('refuses a pattern whose program would be large, before it is made', () => {
  expect(() => compilePattern('x{990}'.repeat(600))).toThrow('repeats too much');
  expect(() => compilePattern('([a-f0-9]{8}-){3}[a-f0-9]{12}')).not.toThrow();
});
