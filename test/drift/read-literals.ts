import ts from 'typescript';

/** The object literals of a script that `accepts`, as values; nothing of the script is run. */
export function readLiterals(
  text: string,
  accepts: (value: Readonly<Record<string, unknown>>) => boolean,
): readonly Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const value = toObject(node);
      if (accepts(value)) found.push(value);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('script.ts', text, ts.ScriptTarget.Latest));
  return found;
}

/** A literal's value; undefined for an expression that would have to be run. */
function toValue(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(toValue);
  return ts.isObjectLiteralExpression(node) ? toObject(node) : undefined;
}

function toObject(node: ts.ObjectLiteralExpression): Record<string, unknown> {
  const entries = node.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return [];
    const { name, initializer } = property;
    return ts.isIdentifier(name) || ts.isStringLiteral(name) ? [[name.text, toValue(initializer)] as const] : [];
  });
  return Object.fromEntries(entries);
}
