import fc from 'fast-check';
import {
  clampSpan,
  compareDiagnostics,
  formatDiagnostic,
  hasErrors,
  LineCounter,
  nearestName,
  spanContains,
  type Diagnostic,
} from './index';

const found = (
  start: number,
  end: number,
  severity: Diagnostic['severity'] = 'error',
): Diagnostic => ({
  code: 'some-code',
  severity,
  message: 'It is wrong.',
  span: { start, end },
});

describe('LineCounter', () => {
  it('counts lines that end in every way, and letters of two code units', () => {
    const counter = new LineCounter('a\r\n😀b\rc\n');
    expect(counter.lines).toBe(4);
    expect(counter.position(5)).toEqual({ line: 1, column: 2 });
    expect(counter.position(7)).toEqual({ line: 2, column: 0 });
    expect(counter.position(9)).toEqual({ line: 3, column: 0 });
    expect(counter.offset(1, 2)).toBe(5);
  });

  it('moves what lies outside the text to its ends', () => {
    const counter = new LineCounter('ab\ncd');
    expect(counter.position(-1)).toEqual({ line: 0, column: 0 });
    expect(counter.position(99)).toEqual({ line: 1, column: 2 });
    expect(counter.offset(-1, 5)).toBe(0);
    expect(counter.offset(0, 99)).toBe(3);
    expect(counter.offset(7, 0)).toBe(5);
  });

  it('finds its way back from every offset', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\t') });
    fc.assert(
      fc.property(text, sample => {
        const counter = new LineCounter(sample);
        for (let offset = 0; offset <= sample.length; offset++) {
          const { line, column } = counter.position(offset);
          expect(counter.offset(line, column)).toBe(offset);
        }
      }),
    );
  });
});

describe('formatDiagnostic', () => {
  it('shows the place, the line and carets under the span', () => {
    const text = 'spec:\n\tdecison: allow\n';
    expect(formatDiagnostic(found(7, 14), text, 'a.policy.yaml')).toBe(
      [
        'a.policy.yaml:2:2: error some-code: It is wrong.',
        '  \tdecison: allow',
        '  \t^^^^^^^',
      ].join('\n'),
    );
  });

  it('marks one place for an empty span, and no more than the first line of a long one', () => {
    expect(formatDiagnostic(found(2, 2), 'ab', 'f')).toContain('\n  ab\n    ^');
    expect(formatDiagnostic(found(1, 6), 'ab\r\ncde', 'f')).toBe(
      'f:1:2: error some-code: It is wrong.\n  ab\n   ^',
    );
  });

  it('counts an emoji as one place', () => {
    expect(formatDiagnostic(found(2, 5), '😀ab', 'f').split('\n')[2]).toBe('   ^^');
  });

  it('leaves out a line that no terminal shows well', () => {
    expect(formatDiagnostic(found(0, 1), 'x'.repeat(401), 'f')).toBe(
      'f:1:1: error some-code: It is wrong.',
    );
  });
});

describe('nearestName', () => {
  const names = ['decision', 'reason', 'require', 'when'];
  it.each([
    ['decison', 'decision'],
    ['resaon', 'reason'],
    ['When', 'when'],
    ['requires', 'require'],
    ['zzz', undefined],
    ['x', undefined],
    ['y'.repeat(100), undefined],
    ['when', undefined],
  ])('%s: %s', (name, meant) => {
    expect(nearestName(name, names)).toBe(meant);
  });
});

it('orders by place, then by weight', () => {
  const order = [found(3, 4), found(1, 2, 'hint'), found(1, 2)].sort(compareDiagnostics);
  expect(order.map(({ span, severity }) => `${span.start} ${severity}`)).toEqual([
    '1 error',
    '1 hint',
    '3 error',
  ]);
  expect(hasErrors(order)).toBe(true);
  expect(hasErrors([found(0, 1, 'warning')])).toBe(false);
});

it('cuts spans to a text, and knows what lies in them', () => {
  expect(clampSpan({ start: -3, end: 99 }, 5)).toEqual({ start: 0, end: 5 });
  expect(clampSpan({ start: 9, end: 3 }, 5)).toEqual({ start: 5, end: 5 });
  expect([0, 1, 3, 4].map(offset => spanContains({ start: 1, end: 3 }, offset))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
