import type { ASTNode } from '@marcbachmann/cel-js';
import { libraryNode, type LibraryMacro } from './LibraryNode';
import { mapGet } from './maps';
import { failure, typeOfValue } from './values';

/**
 * What `has(of.name)` does. The library's own takes only chains of names, answers for what is
 * neither a map nor an object, and reads through what is absent.
 */
export function hasMember(member: ASTNode): LibraryMacro {
  const [of, name] = member.args as [ASTNode, string];
  return {
    async: false,
    typeCheck(checker, _macro, context) {
      const { kind } = checker.check(of, context);
      if (kind !== 'map' && kind !== 'message' && kind !== 'dyn') {
        throw failure('no_such_overload', `has does not apply to ${kind}`, member);
      }
      return checker.getType('bool');
    },
    evaluate(evaluator, _macro, context) {
      const value = evaluator.run(of, context);
      switch (typeOfValue(value)) {
        case 'map':
          return mapGet(value as object, name) !== undefined;
        case 'object':
          return (
            evaluator.debugType(value).fieldLazy(value, name, libraryNode(member), evaluator) !==
            undefined
          );
        default:
          throw failure('no_such_overload', `has does not apply to ${typeOfValue(value)}`, member);
      }
    },
  };
}
