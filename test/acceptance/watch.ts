import type { Clock } from "./clock";
import { shown, type Site } from "./site";

/** What a site answered while something else went on. */
export interface Watched<T> {
  readonly result: T;
  readonly asked: number;
  /** Answers that were not 200. */
  readonly failed: readonly string[];
}

const EVERY_MS = 2000;

/** Asks a site's health page every two seconds while work goes on. */
export async function watchWhile<T>(
  { site, clock }: { readonly site: Site; readonly clock: Clock },
  work: () => Promise<T>,
): Promise<Watched<T>> {
  let over = false;
  const failed: string[] = [];
  let asked = 0;
  const watch = async (): Promise<void> => {
    do {
      const page = await site.get("/healthz");
      asked += 1;
      if (page.status !== 200) failed.push(`${clock.now().toISOString()} ${shown(page)}`);
      await clock.sleep(EVERY_MS);
    } while (!over);
  };
  const watching = watch();
  const result = await work().finally(() => {
    over = true;
  });
  await watching;
  return { result, asked, failed };
}
