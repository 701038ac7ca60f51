import type { Diagnostic, Span } from '@countersign/diagnostics';
import { isMap, isNode, isScalar, parseDocument, type Document, type Node } from 'yaml';

/** What a mapping file can be blamed for. The list is closed. */
export type MappingFaultCode =
  | 'yaml_syntax'
  | 'invalid_member'
  | 'expression'
  | 'expression_type'
  | 'unknown_table'
  | 'name_taken';

export type MappingDiagnostic = Diagnostic<MappingFaultCode>;
export type MappingPath = readonly (string | number)[];

/** A mapping's text with the places of its members, and the faults found so far. */
export class MappingSource {
  readonly diagnostics: MappingDiagnostic[] = [];
  private readonly document: Document;

  constructor(readonly text: string) {
    this.document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
    for (const { message, pos } of this.document.errors) {
      this.report('yaml_syntax', `${message}. Mend the YAML first.`, {
        start: pos[0],
        end: pos[1],
      });
    }
  }

  /** The file as plain values; `undefined` where it cannot be had, with the reason reported. */
  value(): unknown {
    if (this.diagnostics.length > 0) {
      return undefined;
    }
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      this.report('yaml_syntax', (error as Error).message, { start: 0, end: this.text.length });
      return undefined;
    }
  }

  /** Reports a fault at a member, or at the nearest one around it that exists. */
  at(code: MappingFaultCode, message: string, path: MappingPath): void {
    this.report(code, message, this.spanOf(path));
  }

  /**
   * Reports a fault inside a text of the mapping. Where the text stands in the file as it is read,
   * the exact place is marked; in a folded or escaped one the whole.
   */
  inside(code: MappingFaultCode, message: string, path: MappingPath, inner: Span): void {
    const node = this.document.getIn(path, true);
    const whole = this.spanOf(path);
    if (isScalar(node) && typeof node.value === 'string' && node.range) {
      const source = this.text.slice(node.range[0], node.range[1]);
      const offset = source.indexOf(node.value);
      if (offset >= 0 && offset <= 1) {
        const start = node.range[0] + offset;
        this.report(code, message, { start: start + inner.start, end: start + inner.end });
        return;
      }
    }
    this.report(code, message, whole);
  }

  private spanOf(path: MappingPath): Span {
    for (let length = path.length; length > 0; length--) {
      const parent = this.document.getIn(path.slice(0, length - 1), true);
      const node = this.document.getIn(path.slice(0, length), true);
      const key = isMap(parent)
        ? parent.items.find(item => isScalar(item.key) && item.key.value === path[length - 1])?.key
        : undefined;
      // A scalar is marked itself; of a map or list, which may be long, only its name.
      const marked = isScalar(node) && node.value !== null ? node : (key ?? node);
      if (isNode(marked) && marked.range) {
        return spanOfNode(marked);
      }
    }
    return { start: 0, end: Math.min(1, this.text.length) };
  }

  private report(code: MappingFaultCode, message: string, span: Span): void {
    this.diagnostics.push({ code, severity: 'error', message, span });
  }
}

function spanOfNode(node: Node): Span {
  const [start, end] = node.range!;
  return { start, end };
}
