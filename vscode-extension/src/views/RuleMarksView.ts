import { ruleMarks, type RuleTone } from '@countersign/language-service';
import {
  DecorationRangeBehavior,
  Range,
  ThemeColor,
  window,
  type DecorationOptions,
  type Disposable,
  type TextEditor,
} from 'vscode';
import type { Impact } from '../impact/Impact';
import { isPolicyDocument } from '../policies/isPolicyDocument';
import type { PolicyStore } from '../policies/PolicyStore';

const COLOURS: Record<RuleTone, string> = {
  plain: 'countersign.ruleCount',
  changed: 'countersign.ruleChange',
  regret: 'countersign.ruleRegret',
  idle: 'countersign.ruleStale',
};

/**
 * Writes behind each rule's name what it decides. These are decorations and not inlay hints,
 * because the editor cuts the hints of a line at 43 characters and cannot colour them one by one.
 */
export class RuleMarksView implements Disposable {
  private readonly type = window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    after: { margin: '0 0 0 2.5em' },
  });
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly policies: PolicyStore,
    private readonly impact: Impact,
  ) {
    this.subscriptions = [
      this.type,
      impact.onDidChange(() => this.draw()),
      window.onDidChangeVisibleTextEditors(() => this.draw()),
    ];
    this.draw();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  private draw(): void {
    for (const editor of window.visibleTextEditors) {
      if (isPolicyDocument(editor.document)) {
        editor.setDecorations(this.type, this.marks(editor));
      }
    }
  }

  private marks({ document }: TextEditor): DecorationOptions[] {
    const { summary, uris, fresh, reason } = this.impact.state;
    if (!summary || !uris.has(document.uri.toString())) {
      return [];
    }
    return ruleMarks(this.policies.view(document), summary).map(mark => {
      // At the end of the line, so that a comment behind the name is not pushed aside.
      const end = document.lineAt(mark.range.start.line).range.end;
      return {
        range: new Range(end, end),
        renderOptions: {
          after: {
            // While the next numbers are on their way, only the colour says so: nothing jumps.
            contentText: reason === undefined ? mark.text : `before this edit: ${mark.text}`,
            color: new ThemeColor(fresh ? COLOURS[mark.tone] : 'countersign.ruleStale'),
            fontStyle: fresh ? 'normal' : 'italic',
          },
        },
      };
    });
  }
}
