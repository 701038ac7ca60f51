import { checkSuite } from './checkSuite';
import { runDifferential } from './differential/runDifferential';

it("agrees with the specification's suite, except for what is listed", () => {
  const { surprises, core, all, coreShare } = checkSuite();
  expect(surprises).toEqual([]);
  expect(core.wrong + all.wrong).toBe(0);
  expect(coreShare).toBeGreaterThanOrEqual(0.95);
});

it('agrees with another implementation on random expressions', () => {
  const { disagree, agree, bothRefuse } = runDifferential(3_000, 7);
  expect(disagree).toEqual([]);
  expect(agree).toBeGreaterThan(bothRefuse);
});
