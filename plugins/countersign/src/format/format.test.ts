import { commandLine } from './commandLine';
import { dedent } from './dedent';
import { entityName } from './entityName';
import { printJson } from './printJson';
import { timeSpan } from './timeSpan';
import { visibleText } from './visibleText';

describe('timeSpan', () => {
  it.each([
    [-5, 0, 'seconds'],
    [59.9, 59, 'seconds'],
    [60, 1, 'minutes'],
    [7199, 119, 'minutes'],
    [7200, 2, 'hours'],
    [172_799, 47, 'hours'],
    [172_800, 2, 'days'],
  ])('calls %d seconds %d %s', (seconds, count, unit) => {
    expect(timeSpan(seconds)).toEqual({ count, unit });
  });
});

describe('visibleText', () => {
  it('leaves ordinary text alone, in any script', () => {
    const text = 'Grüße, 再起動\tまで\n— שלום';
    expect(visibleText(text)).toEqual([{ kind: 'text', text }]);
  });

  it.each([
    ['right-to-left override', '\u202E', 'U+202E'],
    ['zero-width space', '\u200B', 'U+200B'],
    ['carriage return', '\r', 'U+000D'],
    ['escape', '\u001b', 'U+001B'],
    ['byte order mark', '\uFEFF', 'U+FEFF'],
    ['tag character', '\u{E0041}', 'U+E0041'],
  ])('shows a %s', (_name, character, codePoint) => {
    expect(visibleText(`a${character}b`)).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'hidden', codePoint },
      { kind: 'text', text: 'b' },
    ]);
  });
});

describe('commandLine', () => {
  it.each([
    [['ls', '-l', '/tmp/a_b.c'], 'ls -l /tmp/a_b.c'],
    [['echo', 'two words'], "echo 'two words'"],
    [['echo', "it's"], "echo 'it'\\''s'"],
    [['echo', ''], "echo ''"],
    [['sh', '-c', 'rm -rf $HOME; true'], "sh -c 'rm -rf $HOME; true'"],
  ])('prints %j', (argv, line) => {
    expect(commandLine(argv)).toBe(line);
  });
});

describe('printJson', () => {
  it('keeps on one line what fits there', () => {
    expect(printJson({ a: [1, 2], b: {}, c: null })).toBe('{ "a": [1, 2], "b": {}, "c": null }');
  });

  it('breaks up what does not, and only that', () => {
    expect(printJson({ name: 'long enough', list: [1, 2, 3] }, 24)).toBe(
      '{\n  "name": "long enough",\n  "list": [1, 2, 3]\n}',
    );
  });

  it('prints what reads back as the same', () => {
    const value = { deep: [{ er: { still: ['a'.repeat(90), 'b\n"c"'] } }, true, -1.5] };
    expect(JSON.parse(printJson(value))).toEqual(value);
  });
});

describe('dedent', () => {
  it('takes off what all lines share', () => {
    expect(dedent('    a:\n      b\n\n    c\n')).toBe('a:\n  b\n\nc\n');
  });
});

describe('entityName', () => {
  it.each([
    ['component:default/api', 'api'],
    ['component:edge/api', 'edge/api'],
    ['not a reference!', 'not a reference!'],
  ])('calls %s %s', (ref, name) => {
    expect(entityName(ref)).toBe(name);
  });
});
