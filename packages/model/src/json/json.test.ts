import { canonicalJson } from './canonicalJson';
import { digestJson } from './digest';
import { readJson, type JsonFaultCode } from './readJson';

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code units and drops undefined ones', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ud83d\ude00': 3, a: undefined, '1': [] })).toBe(
      '{"\\r":2,"1":[],"\u20ac":1,"\ud83d\ude00":3}',
    );
  });

  it('prints numbers as ECMAScript does', () => {
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
  });

  it.each([[NaN], [Infinity], ['\ud800']])('refuses %p', value => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('gives one digest for one meaning', () => {
    expect(digestJson({ a: 1, b: 2 })).toBe(digestJson({ b: 2, a: 1 }));
    expect(digestJson({})).toBe(
      'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });
});

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    const text = ' {"a":[1,-2.5e3,true,false,null,"\\u00e9\\n"],"b":{"c":{}},"__proto__":1} ';
    expect(readJson(text)).toEqual(JSON.parse(text));
    expect(Object.keys(readJson(text) as object)).toContain('__proto__');
  });

  const refused: [string, string, JsonFaultCode][] = [
    ['a key twice', '{"a":1,"a":2}', 'duplicate_key'],
    ['a key twice by escape', '{"a":1,"\\u0061":2}', 'duplicate_key'],
    ['an integer beyond 2^53', '{"a":9007199254740993}', 'unsafe_integer'],
    ['a number beyond range', '1e999', 'unsafe_integer'],
    ['33 levels', '['.repeat(33) + ']'.repeat(33), 'too_deep'],
    ['more than 256 KB', `"${'x'.repeat(256 * 1024)}"`, 'too_large'],
    ['more than 256 KB of two-byte letters', `"${'\u00e9'.repeat(140 * 1024)}"`, 'too_large'],
    ['half a surrogate pair', '"\\ud800"', 'lone_surrogate'],
    ['a trailing comma', '[1,]', 'syntax'],
    ['nothing', '', 'syntax'],
    ['two values', '1 2', 'syntax'],
    ['a leading zero', '01', 'syntax'],
    ['a control character', '"\u0001"', 'syntax'],
    ['single quotes', "{'a':1}", 'syntax'],
  ];
  it.each(refused)('refuses %s', (_name, text, code) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ name: 'JsonFault', code }));
  });

  it('accepts exactly 32 levels', () => {
    expect(() => readJson('['.repeat(32) + ']'.repeat(32))).not.toThrow();
  });
});
