import ts from 'typescript';

/** Members of enums, string literals of types, and properties of interfaces, by the name of the declaration. */
export type Declarations = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the declarations of a `.d.ts` text; nothing of it is run. Of several with one name all members count. */
export function readDeclarations(text: string): Declarations {
  const found = new Map<string, Set<string>>();
  const visit = (node: ts.Node): void => {
    if (ts.isEnumDeclaration(node)) add(found, node.name.text, node.members.map(toEnumMember));
    if (ts.isInterfaceDeclaration(node)) add(found, node.name.text, node.members.flatMap(toProperty));
    if (ts.isClassDeclaration(node) && node.name) add(found, node.name.text, node.members.flatMap(toProperty));
    if (ts.isTypeAliasDeclaration(node)) add(found, node.name.text, toAlternatives(node.type));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.Latest));
  return found;
}

function add(found: Map<string, Set<string>>, name: string, members: readonly string[]): void {
  found.set(name, new Set([...(found.get(name) ?? []), ...members]));
}

function toEnumMember({ name, initializer }: ts.EnumMember): string {
  if (initializer !== undefined && ts.isStringLiteral(initializer)) return initializer.text;
  return ts.isIdentifier(name) ? name.text : '';
}

function toProperty({ name }: ts.TypeElement | ts.ClassElement): readonly string[] {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [];
}

/** The string literals and the names of a union. */
function toAlternatives(type: ts.TypeNode): readonly string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(toAlternatives);
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [type.literal.text];
  if (!ts.isTypeReferenceNode(type)) return [];
  const { typeName } = type;
  return [ts.isIdentifier(typeName) ? typeName.text : typeName.right.text];
}
