import {
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type Disposable,
  type StatusBarItem,
} from 'vscode';
import { describeImpact } from '../impact/describeImpact';
import type { Impact } from '../impact/Impact';
import { isPolicyDocument } from '../policies/isPolicyDocument';
import type { Recordings } from '../recordings/Recordings';
import { summaryTooltip } from './summaryTooltip';

/** The totals of the edit in the status bar, while a policy is on the screen. */
export class StatusItem implements Disposable {
  private readonly item: StatusBarItem;
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly recordings: Recordings,
    private readonly impact: Impact,
  ) {
    this.item = window.createStatusBarItem('countersign.totals', StatusBarAlignment.Left, 10);
    this.item.name = 'Countersign: totals of the edit';
    this.item.command = 'countersign.menu';
    this.subscriptions = [
      this.item,
      recordings.onDidChange(() => this.draw()),
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
    const { item } = this;
    if (!window.visibleTextEditors.some(editor => isPolicyDocument(editor.document))) {
      item.hide();
      return;
    }
    const text = describeImpact(this.recordings.state, this.impact.state);
    item.text = `$(${text.icon}) Countersign: ${text.short}`;
    item.backgroundColor =
      text.regret && !text.stale ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.tooltip = new MarkdownString(
      summaryTooltip(text.sentence, this.recordings.state, this.impact.state),
    );
    item.show();
  }
}
