/** `drydock prices update`: reads list prices from AWS's public price list, which needs no account. */
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { UsageError } from "../errors";
import { count, list } from "../offline/words";
import type { Surroundings } from "../surroundings";
import { writeNamed } from "../write-file";
import { offers, type Row } from "./offers";
import { ownPricesFile, priced, type Prices, pricesAt } from "./prices";

/** The user's choices. */
export interface UpdateOptions {
  /** Regions besides those of the present prices. */
  readonly region: readonly string[];
}

type Sources = Prices["sources"];
type Found = Record<string, { readonly usd: number; readonly source: string }>;

const publicList = "https://pricing.us-east-1.amazonaws.com";

/** @returns 0, or 1 where a price was not found */
export async function updatePrices(
  { region: others }: UpdateOptions,
  { folder, shell, out, progress }: Surroundings,
): Promise<number> {
  // The name that AWS's own tools give the address of a stand-in.
  const from = shell["AWS_ENDPOINT_URL_PRICING"] ?? publicList;
  const regions = [...new Set([...Object.keys(pricesAt(folder).regions), ...others])].sort();
  const day = new Date().toISOString().slice(0, 10);
  const sources: Sources = {};
  const prices: Prices["regions"] = {};
  const missing: string[] = [];
  const lists = regions.length * Object.keys(offers).length;
  let read = 0;
  for (const region of regions) {
    const found: Found = {};
    for (const [offer, rows] of Object.entries(offers)) {
      read += 1;
      progress.say(`${region}: reading ${offer}, list ${read} of ${lists}`);
      const url = `${from}/offers/v1.0/aws/${offer}/current/${region}/index.csv`;
      const source = `${offer} ${region}`;
      sources[source] = { title: `AWS Price List, ${offer}`, url, read: day };
      Object.assign(found, await readOffer(url, { rows, source }));
    }
    prices[region] = found;
    missing.push(...missingOf(found, region));
  }
  const text = `${JSON.stringify({ date: day, sources, regions: prices }, null, 2)}\n`;
  writeNamed(ownPricesFile, join(folder, ownPricesFile), text);
  out(
    `${ownPricesFile}: prices of ${count(regions.length, "region")}, ${day}. Commit it.\n` +
      missing.map((line) => `${line}\n`).join(""),
  );
  return missing.length === 0 ? 0 : 1;
}

function missingOf(found: Found, region: string): string[] {
  const names = Object.entries(priced).flatMap(([key, name]) => (key in found ? [] : [name]));
  return names.length === 0
    ? []
    : [`${region}: no price, or more than one, of ${list([...new Set(names)])}: not counted`];
}

/** A row of the list, as far as it is read. */
interface Line {
  readonly TermType: string;
  readonly StartingRange: string;
  readonly PricePerUnit: string;
  readonly usageType: string;
  readonly "Product Family": string;
}

/** Lines above the heading: version, disclaimer, dates and the offer's code. */
const linesAbove = 5;

async function readOffer(
  url: string,
  { rows, source }: { readonly rows: readonly Row[]; readonly source: string },
): Promise<Found> {
  const response = await fetch(url).catch((error: unknown) => {
    throw new UsageError(`${url} cannot be read: ${reasonOf(error)}`);
  });
  if (!response.ok || response.body === null) {
    throw new UsageError(`${url} answers ${response.status}: is the region right?`);
  }
  const all = new Map<string, Set<number>>();
  const note = (line: Line): null => {
    const row = line.TermType === "OnDemand" ? rows.find((one) => isOf(one, line)) : undefined;
    if (row !== undefined && !(Number(line.StartingRange) > 0)) {
      all.set(row.key, (all.get(row.key) ?? new Set()).add(Number(line.PricePerUnit)));
    }
    return null;
  };
  const parser = parse<Line>({
    columns: true,
    from_line: linesAbove + 1,
    relax_column_count: true,
    on_record: note,
  });
  await pipeline(Readable.fromWeb(response.body), parser.resume());
  return Object.fromEntries(
    [...all].flatMap(([key, [usd = 0, ...others]]) =>
      others.length === 0 ? [[key, { usd, source }]] : [],
    ),
  );
}

const isOf = ({ usage, family }: Row, line: Line): boolean =>
  usage.test(line.usageType) && (family === undefined || family === line["Product Family"]);

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}
