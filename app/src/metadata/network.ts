import { bad, good, type Result } from "../result";
import type { MetadataClient } from "./client";
import type { NetworkSample } from "./rate";
import type { Stats } from "./shapes";

/** The sample in one answer of `/stats`, or undefined while there are no counters in it. */
export function networkSample(stats: Stats): NetworkSample | undefined {
  const interfaces = Object.values(stats.networks ?? {});
  if (interfaces.length === 0) {
    return undefined;
  }
  return {
    readAt: stats.read,
    receivedBytes: interfaces.reduce((sum, { rx_bytes }) => sum + rx_bytes, 0),
    sentBytes: interfaces.reduce((sum, { tx_bytes }) => sum + tx_bytes, 0),
    rate: stats.network_rate_stats
      ? {
          receivedPerSecond: stats.network_rate_stats.rx_bytes_per_sec,
          sentPerSecond: stats.network_rate_stats.tx_bytes_per_sec,
        }
      : undefined,
  };
}

/** Asks the endpoint for a sample. */
export async function readNetwork(metadata: MetadataClient): Promise<Result<NetworkSample>> {
  const stats = await metadata.stats();
  if (!stats.ok) {
    return stats;
  }
  const sample = networkSample(stats.value);
  return sample === undefined
    ? bad("The task metadata endpoint (/stats) has no network counters yet.")
    : good(sample);
}
