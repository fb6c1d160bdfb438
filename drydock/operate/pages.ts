/** Lists of AWS that come, or are asked for, in parts. */

/** The items of all pages of an answer. */
export async function allOf<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** The answers about a list of which an operation takes `most` items at a time. */
export async function inBatches<Item, Found>(
  items: readonly Item[],
  most: number,
  ask: (some: Item[]) => Promise<readonly Found[] | undefined>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let start = 0; start < items.length; start += most) {
    found.push(...((await ask(items.slice(start, start + most))) ?? []));
  }
  return found;
}
