import type { Finding } from './finding.types.js';
import type { Declarations } from './read-declarations.js';
import type { WatchedPackage } from './watched-packages.js';

/** What the newest version of a package declares that the pinned one does not, and the reverse. */
export function compareDeclarations(
  { name: part, declarations, where }: Pick<WatchedPackage, 'name' | 'declarations' | 'where'>,
  pinned: Declarations,
  newest: Declarations,
): readonly Finding[] {
  return declarations.flatMap((subject): readonly Finding[] => {
    const before = pinned.get(subject) ?? new Set<string>();
    const now = newest.get(subject);
    if (now === undefined) {
      const advice = `find its new name, and correct test/drift/watched-packages.ts and ${where}`;
      return [{ severity: 'wrong', part, subject, difference: 'is not declared any more', advice }];
    }
    const gone = [...before].filter((member) => !now.has(member));
    const added = [...now].filter((member) => !before.has(member));
    return [
      ...gone.map((member): Finding => {
        const advice = `look for \`${member}\` in ${where}: it was renamed or removed`;
        return { severity: 'wrong', part, subject, difference: `has no \`${member}\` any more`, advice };
      }),
      ...added.map((member): Finding => {
        const advice = `decide what it means in ${where}, then raise the pinned version`;
        return { severity: 'new', part, subject, difference: `has \`${member}\``, advice };
      }),
    ];
  });
}
