import { validate } from '@countersign/language-service';
import {
  Diagnostic,
  languages,
  Range,
  Uri,
  window,
  type DiagnosticSeverity,
  type Disposable,
} from 'vscode';
import { isPolicyDocument } from '../policies/isPolicyDocument';
import type { PolicyStore } from '../policies/PolicyStore';

/** Milliseconds of quiet after which a text is checked. */
const DEBOUNCE = 100;

/** Marks what is wrong in a policy and its set, where it is. */
export class DiagnosticsView implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('countersign');
  private readonly subscriptions: Disposable[];
  private readonly waiting = new Map<string, Uri>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly policies: PolicyStore) {
    this.subscriptions = [
      this.collection,
      policies.onDidChange(uri => this.schedule(uri)),
      window.onDidChangeVisibleTextEditors(() => this.scheduleVisible()),
    ];
    this.scheduleVisible();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private scheduleVisible(): void {
    for (const { document } of window.visibleTextEditors) {
      if (isPolicyDocument(document)) {
        this.schedule(document.uri);
      }
    }
  }

  private schedule(uri: Uri): void {
    this.waiting.set(uri.toString(), uri);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), DEBOUNCE);
  }

  private async check(): Promise<void> {
    const uris = [...this.waiting.values()];
    this.waiting.clear();
    for (const uri of uris) {
      // A policy that was deleted is not in its own set any more, and keeps no marks.
      this.collection.delete(uri);
      const { views, findings } = await this.policies.setOf(uri);
      for (const view of views) {
        this.collection.set(Uri.parse(view.uri), validate(view, { findings }).map(toEditor));
      }
    }
  }
}

function toEditor(finding: ReturnType<typeof validate>[number]): Diagnostic {
  const { start, end } = finding.range;
  const diagnostic = new Diagnostic(
    new Range(start.line, start.character, end.line, end.character),
    finding.message as string,
    // The protocol counts severities from 1, the editor from 0.
    ((finding.severity ?? 1) - 1) as DiagnosticSeverity,
  );
  diagnostic.code = finding.code as string;
  diagnostic.source = finding.source;
  return diagnostic;
}
