import ts from 'typescript';

/**
 * Whether an expression looks up a name that may be any text in a plain object: `record[name]` or `name in record`.
 * Such an object also has the members of `Object.prototype`. Names that the type lists, and texts with a fixed part,
 * are not meant.
 */
export function isForeignLookup(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isElementAccessExpression(node))
    return isAnyText(node.argumentExpression, checker) && isRecord(node.expression, checker);
  return (
    ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword && isAnyText(node.left, checker)
  );
}

function isAnyText(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  return partsOf(checker.getTypeAtLocation(expression)).some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
}

function isRecord(expression: ts.Expression, checker: ts.TypeChecker): boolean {
  return partsOf(checker.getNonNullableType(checker.getTypeAtLocation(expression))).some(
    (type) => checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined,
  );
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
