import { parseDocument } from 'yaml';
import { openapiComponents } from './openapiComponents';

/** The OpenAPI document with its schemas made anew; everything else stays as it was written. */
export function renderOpenapi(text: string): string {
  const document = parseDocument(text);
  document.setIn(['components', 'schemas'], document.createNode(openapiComponents()));
  return document.toString({ lineWidth: 0 });
}
