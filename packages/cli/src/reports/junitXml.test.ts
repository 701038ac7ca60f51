import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { junitXml } from './junitXml';

const failure = { type: 'test-failed', message: 'expected', detail: 'actual' };

it('is what readers of JUnit expect', () => {
  expect(
    junitXml('countersign policy test', [
      {
        name: 'payments',
        file: 'policies/payments.policy.test.yaml',
        cases: [
          { name: 'looking is free' },
          {
            name: 'a "restart" & more',
            failure: { ...failure, message: 'a < b\nc', detail: '<deny>\n\u001b[31mred' },
          },
        ],
      },
    ]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="countersign policy test" tests="2" failures="1" errors="0" skipped="0">
  <testsuite name="payments" file="policies/payments.policy.test.yaml" tests="2" failures="1" errors="0" skipped="0">
    <testcase name="looking is free" classname="payments" file="policies/payments.policy.test.yaml"/>
    <testcase name="a &quot;restart&quot; &amp; more" classname="payments" file="policies/payments.policy.test.yaml">
      <failure type="test-failed" message="a &lt; b&#10;c">&lt;deny&gt;
\ufffd[31mred</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
});

const holding = (text: string) =>
  junitXml('any', [
    { name: text, file: 'f', cases: [{ name: text, failure: { ...failure, detail: text } }] },
  ]);

it('holds any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(XMLValidator.validate(holding(text))).toBe(true);
      // eslint-disable-next-line no-control-regex
      expect(holding(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }),
  );
});

it('gives back to a reader what it was given', () => {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false });
  const printable = fc.string({ unit: fc.constantFrom(...'ab0 &<>"\'é😀\n'), minLength: 1 });
  fc.assert(
    fc.property(
      printable.map(text => `x${text}`),
      text => {
        const read = parser.parse(holding(text)) as {
          testsuites: { testsuite: { testcase: { failure: string } } };
        };
        expect(read.testsuites.testsuite.testcase.failure.replaceAll('&#39;', "'")).toBe(text);
      },
    ),
  );
});
