/** Something that AWS charges for by the hour. */
interface Charge {
  readonly what: string;
  readonly count: number;
  readonly usdAnHour: number;
}

/** What a run is expected to cost. */
export interface Estimate {
  readonly hours: number;
  readonly usd: number;
  readonly charges: readonly Charge[];
}

/** From the first resource to the last, with every wait at its usual length. */
const EXPECTED_HOURS = 1;

/**
 * Prices of us-east-2, from memory of the price lists and not looked up: https://aws.amazon.com/pricing/. Other regions
 * cost up to twice as much.
 *
 * @param endpoints how many interface endpoints the environment has, counted once for each zone
 */
export function estimate(endpoints: number): Estimate {
  const charges: readonly Charge[] = [
    { what: "interface endpoint", count: endpoints, usdAnHour: 0.01 },
    { what: "load balancer", count: 1, usdAnHour: 0.031 },
    { what: "public address of the load balancer", count: 2, usdAnHour: 0.005 },
    { what: "task of 0.25 vCPU and 512 MiB, two during updates", count: 2, usdAnHour: 0.0124 },
    { what: "logs, metrics, secret, image, files", count: 1, usdAnHour: 0.05 },
  ];
  const anHour = charges.reduce((sum, { count, usdAnHour }) => sum + count * usdAnHour, 0);
  return { hours: EXPECTED_HOURS, usd: anHour * EXPECTED_HOURS, charges };
}

export function estimateText({ hours, usd, charges }: Estimate): string {
  return [
    `about ${usd.toFixed(2)} USD for ${hours} hour${hours === 1 ? "" : "s"}, at prices of us-east-2 from memory:`,
    ...charges.map(
      ({ what, count, usdAnHour }) =>
        `  ${(count * usdAnHour).toFixed(3)} an hour  ${count} x ${what}`,
    ),
  ].join("\n");
}
