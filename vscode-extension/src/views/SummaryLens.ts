import {
  CodeLens,
  EventEmitter,
  languages,
  Range,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { describeImpact } from '../impact/describeImpact';
import type { Impact } from '../impact/Impact';
import { isPolicyDocument, POLICY_SELECTOR } from '../policies/isPolicyDocument';
import type { Recordings } from '../recordings/Recordings';

/**
 * One line above every policy: what the edit changes, or why nothing can be said. There is always
 * exactly one, filled in late, so that no line of the text ever jumps.
 */
export class SummaryLens implements CodeLensProvider, Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: Disposable[];

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly recordings: Recordings,
    private readonly impact: Impact,
  ) {
    let said = '';
    const refresh = () => {
      // It is only asked for again when it would read otherwise.
      const { sentence, icon } = describeImpact(recordings.state, impact.state);
      if (said !== icon + sentence) {
        said = icon + sentence;
        this.changed.fire();
      }
    };
    this.subscriptions = [
      this.changed,
      recordings.onDidChange(refresh),
      impact.onDidChange(refresh),
      languages.registerCodeLensProvider(POLICY_SELECTOR, this),
    ];
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    return isPolicyDocument(document) ? [new CodeLens(new Range(0, 0, 0, 0))] : [];
  }

  resolveCodeLens(lens: CodeLens): CodeLens {
    const text = describeImpact(this.recordings.state, this.impact.state);
    lens.command = {
      // An ordinary space behind an icon is swallowed.
      title: `$(${text.icon})\u00a0${text.sentence}`,
      command: text.wantsRecordings ? 'countersign.recordings.load' : 'countersign.menu',
      tooltip: text.wantsRecordings ? 'Load recordings from a file' : 'Recordings and replay',
    };
    return lens;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }
}
