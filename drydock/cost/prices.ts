/** List prices of AWS, each with its source. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../errors";
import { parseJson } from "../offline/cloud/values";
import shipped from "./list-prices.json";

/** What a price is for, with its unit, and how people call it. */
export const priced = {
  fargateVcpuHour: "x86 tasks",
  fargateGbHour: "x86 tasks",
  fargateArmVcpuHour: "ARM64 tasks",
  fargateArmGbHour: "ARM64 tasks",
  taskStorageGbHour: "task storage beyond 20 GiB",
  natGatewayHour: "NAT gateways",
  natGatewayGb: "data through NAT gateways",
  loadBalancerHour: "load balancers",
  loadBalancerUnitHour: "data through load balancers",
  publicAddressHour: "public addresses",
  endpointHour: "interface endpoints",
  endpointGb: "data through interface endpoints",
  keyMonth: "KMS keys",
  secretMonth: "secrets",
  logGb: "log lines",
  logStorageGbMonth: "stored log lines",
  alarmMetricMonth: "alarms",
  fileSystemGbMonth: "files on EFS",
} as const;

export type PriceKey = keyof typeof priced;

const priceKeys = z.enum(Object.keys(priced));
const day = z.iso.date();

const pricesSchema = z.strictObject({
  date: day,
  sources: z.record(z.string(), z.strictObject({ title: z.string(), url: z.url(), read: day })),
  regions: z.record(
    z.string(),
    z.partialRecord(priceKeys, z.strictObject({ usd: z.number().min(0), source: z.string() })),
  ),
});

/** A price file. */
export type Prices = z.output<typeof pricesSchema>;

/** The prices of one region; one that was not found is absent. */
export type RegionPrices = Readonly<Partial<Record<string, { readonly usd: number }>>>;

/** The repository's own prices, which `drydock prices update` writes. */
export const ownPricesFile = "aws-prices.json";

/**
 * @param root folder with Pulumi.yaml
 * @returns the repository's own prices, or those that came with this package
 * @throws UsageError for a file that is none
 */
export function pricesAt(root: string): Prices {
  const path = join(root, ownPricesFile);
  if (!existsSync(path)) return pricesSchema.parse(shipped);
  const parsed = pricesSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `${ownPricesFile} is no price file: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}. ` +
      "Write it again with npx drydock prices update, or delete it.",
  );
}

/** Days after which list prices may have changed. */
const freshDays = 180;

/** True for prices that somebody should read again. */
export const isOld = ({ date }: Pick<Prices, "date">, today: Date): boolean =>
  (today.getTime() - Date.parse(date)) / 86_400_000 > freshDays;
