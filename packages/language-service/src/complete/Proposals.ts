import {
  InsertTextMode,
  MarkupKind,
  type CompletionItem,
  type CompletionItemKind,
  type CompletionList,
  type Range,
} from 'vscode-languageserver-types';

/** One thing that could be typed. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is inserted; the label if nothing else is said. */
  readonly insert?: string;
  /** What is typed to find it; the label if nothing else is said. */
  readonly filter?: string;
  /** Beside the label, in a few words. */
  readonly detail?: string;
  /** Below it, in Markdown. */
  readonly documentation?: string;
}

/** Most items of one answer; with more the editor asks again as the word grows. */
export const MAX_ITEMS = 200;

/** Proposals in the order in which they should be shown, in the place of one range of the text. */
export class Proposals {
  private readonly items: CompletionItem[] = [];
  private readonly labels = new Set<string>();
  private isCut = false;

  constructor(
    private readonly range: Range,
    /** What is typed of it so far. */
    readonly typed: string,
  ) {}

  /** Adds what fits what is typed; a second one of the same label is left out. */
  add(...proposals: readonly Proposal[]): void {
    for (const proposal of proposals) {
      const { label, kind, insert, filter, detail, documentation } = proposal;
      if (this.labels.has(label) || !fits(filter ?? label, this.typed)) {
        continue;
      }
      if (this.items.length >= MAX_ITEMS) {
        this.isCut = true;
        return;
      }
      this.labels.add(label);
      this.items.push({
        label,
        kind,
        sortText: String(this.items.length).padStart(4, '0'),
        textEdit: { range: this.range, newText: insert ?? label },
        insertTextMode: InsertTextMode.asIs,
        ...(filter !== undefined && { filterText: filter }),
        ...(detail !== undefined && { detail }),
        ...(documentation !== undefined && {
          documentation: { kind: MarkupKind.Markdown, value: documentation },
        }),
      });
    }
  }

  /** Says that there is more than was added. */
  cut(): void {
    this.isCut = true;
  }

  list(): CompletionList {
    return { isIncomplete: this.isCut, items: this.items };
  }
}

/** Whether the letters that are typed stand in the word in their order, as editors filter. */
function fits(word: string, typed: string): boolean {
  const lower = word.toLowerCase();
  let from = 0;
  for (const letter of typed.toLowerCase()) {
    const found = lower.indexOf(letter, from);
    if (found < 0) {
      return false;
    }
    from = found + letter.length;
  }
  return true;
}
