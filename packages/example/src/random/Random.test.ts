import { Random } from './Random';

describe('Random', () => {
  it('gives the same for the same seed, for ever', () => {
    const random = new Random('tumbleweed');
    expect(Array.from({ length: 4 }, () => random.integer(0, 999_999))).toMatchInlineSnapshot(`
     [
       482680,
       327308,
       561965,
       792285,
     ]
    `);
  });

  it('is not moved by what a fork draws', () => {
    const one = new Random('seed');
    const other = new Random('seed');
    one.fork('aside').next();
    expect(one.next()).toBe(other.next());
    expect(one.fork(1).next()).not.toBe(one.fork(2).next());
  });

  it('is even', () => {
    const random = new Random('even');
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) {
      counts[random.integer(0, 9)]!++;
    }
    // Chi-square with nine degrees of freedom; 27.9 is exceeded once in a thousand seeds.
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(27.9);
  });

  it('draws by weight, around the median, and shuffles without loss', () => {
    const random = new Random('draws');
    const draws = Array.from({ length: 20_000 }, () => random.weighted([1, 3], weight => weight));
    expect(draws.filter(draw => draw === 3).length / draws.length).toBeCloseTo(0.75, 1);
    const below = Array.from({ length: 20_000 }, () => random.logNormal(14, 0.9)).filter(
      value => value < 14,
    );
    expect(below.length / 20_000).toBeCloseTo(0.5, 1);
    expect(random.shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
