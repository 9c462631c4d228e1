import type { Composed } from "./compose.ts";
import { type Borrowed, DefinitionFolder, type Sibling } from "./definition-folder.ts";
import { definitionText, namesUsed } from "./write-definition.ts";

/**
 * The text of a new definition file, written as its siblings are.
 *
 * @param doubts codes of warnings that the new container has; they are accepted if a sibling accepts them with a constant that is made for sharing
 */
export function newDefinition(
  folder: string,
  siblings: readonly Sibling[],
  { definition, first, gatewayOf, host }: Composed,
  doubts: readonly string[],
): string {
  const files = new DefinitionFolder(folder, siblings);
  const { cloneOf } = definition.options;
  const siblingOf = (one: unknown): Sibling | undefined => siblings.find((sibling) => sibling.definition === one);
  const parent = siblingOf(cloneOf);
  const sharing = siblingOf(gatewayOf);
  const gateway = sharing && files.borrow(sharing, "network", "gateway");
  const nearestFirst = [...(parent ? [parent] : []), ...siblings];
  const accept = [...new Set(doubts)].flatMap((code): Borrowed[] => {
    const found = nearestFirst.flatMap((sibling) => {
      const at = sibling.definition.options.accept?.findIndex((one) => one.code === code) ?? -1;
      return at < 0 ? [] : (files.borrow(sibling, "accept", String(at)) ?? []);
    });
    return found.slice(0, 1);
  });
  const named = host && files.importOf(host, namesUsed({ definition, first, accept }));
  const draft = { definition, first, accept, ...(gateway ? { gateway } : {}), ...(named ? { host: named } : {}) };
  const style = files.styleFor(definition.is, cloneOf);
  return definitionText(parent ? { ...draft, parent: files.importOf(parent, namesUsed(draft)) } : draft, style);
}
