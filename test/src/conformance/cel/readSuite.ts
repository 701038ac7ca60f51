import { getConformanceSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';

/** One test of the CEL specification's own suite. */
export interface SuiteTest {
  /** `file/section/name`; a number follows where names repeat. */
  readonly id: string;
  readonly file: string;
  readonly section: string;
  /** Whether it belongs to the language itself, not to one of its extensions. */
  readonly isCore: boolean;
  readonly test: SimpleTest;
}

/** Files of the suite about functions and macros that an implementation may add. */
const EXTENSIONS = new Set([
  'bindings_ext',
  'block_ext',
  'encoders_ext',
  'macros2',
  'math_ext',
  'optionals',
  'proto2_ext',
  'string_ext',
]);

export function readSuite(): readonly SuiteTest[] {
  const seen = new Map<string, number>();
  return getConformanceSuite().suites.flatMap(file =>
    file.suites.flatMap(section =>
      section.tests.map(({ original }) => {
        const name = `${file.name}/${section.name}/${original.name}`;
        const count = (seen.get(name) ?? 0) + 1;
        seen.set(name, count);
        return {
          id: count === 1 ? name : `${name}#${count}`,
          file: file.name,
          section: section.name,
          isCore: !EXTENSIONS.has(file.name),
          test: original,
        };
      }),
    ),
  );
}
