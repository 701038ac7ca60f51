import { spanContains } from '@countersign/diagnostics';
import { placeAt, schemaMembers, schemaValue } from '@countersign/policy';
import { MarkupKind, type Hover, type Position, type Range } from 'vscode-languageserver-types';
import { conditionAt } from '../condition/conditionAt';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { ruleFigures } from '../marks/ruleFigures';
import { markdownCode } from '../text/escapeMarkdown';
import { describeMember } from './describeMember';
import { describeValue } from './describeValue';
import { describeWindow } from './describeWindow';
import { hoverCondition } from './hoverCondition';

/**
 * What stands at a position: of a member its meaning, of a value what it comes to, in a condition
 * what a name is and which values recordings held, on a rule's name what a replay says of it.
 */
export function hover(
  view: PolicyDocumentView,
  position: Position,
  context: LanguageContext = {},
): Hover | undefined {
  const offset = view.offsetAt(position);
  const rule = view.names.of('rule').find(each => spanContains(each.nameSpan, offset));
  if (rule?.name && context.replay) {
    const ref = { policy: view.names.policy ?? '', rule: rule.name };
    return markdown(ruleFigures(ref, context.replay.summary), view.rangeOf(rule.nameSpan));
  }
  const place = placeAt(view.loose, offset);
  const { layer } = view.names;
  if (place.kind === 'member' && place.entry) {
    const member = schemaMembers(place.path, layer).find(({ name }) => name === place.entry!.key);
    if (member) {
      const head = `**${markdownCode(member.name)}**${member.required ? ' · required' : ''}`;
      return markdown(`${head}\n\n${describeMember(member)}`, view.rangeOf(place.span));
    }
  }
  const condition = conditionAt(view, place, offset);
  if (condition) {
    const found = hoverCondition(view, condition, context);
    return found && markdown(found.text, view.rangeOf(found.span));
  }
  const node = place.entry?.value;
  const described =
    place.kind === 'value' && node?.kind === 'scalar'
      ? describeValue(
          view,
          { path: place.path, node, value: schemaValue(place.path, layer) },
          context,
        )
      : windowNamed(view, place, context);
  return described === undefined ? undefined : markdown(described, view.rangeOf(place.span));
}

/** The name of a window is a member that no schema knows. */
function windowNamed(
  view: PolicyDocumentView,
  { kind, path, entry }: ReturnType<typeof placeAt>,
  context: LanguageContext,
): string | undefined {
  return kind === 'member' && entry?.key !== undefined && path.join('.') === 'spec.windows'
    ? describeWindow(view, entry.key, context)
    : undefined;
}

function markdown(value: string, range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value }, range };
}
