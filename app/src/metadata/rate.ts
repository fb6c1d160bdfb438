/** What the page and its script both know about traffic. Used in the browser too, so nothing here needs Node. */

/** The network counters of a task at one moment. All tasks on Fargate have one network interface, shared by containers. */
export interface NetworkSample {
  /** When the agent read the counters, ISO 8601. On Fargate it does so about every ten seconds. */
  readonly readAt: string;
  /** Since the task started. */
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** The agent's own rates since its reading before; undefined until it has two. */
  readonly rate: Rate | undefined;
}

export interface Rate {
  readonly receivedPerSecond: number;
  readonly sentPerSecond: number;
}

/** What `/metadata/network` answers with: the sample and the task it belongs to. */
export interface NetworkAnswer {
  readonly task: string;
  readonly zone: string | undefined;
  readonly sample: NetworkSample;
}

/**
 * The rate at `current`: the agent's own where it gives one, otherwise from the counters of two readings.
 * Undefined where neither is possible, and where a counter went back because the task was replaced.
 */
export function rateAt(
  previous: NetworkSample | undefined,
  current: NetworkSample,
): Rate | undefined {
  if (current.rate) {
    return current.rate;
  }
  if (!previous) {
    return undefined;
  }
  const seconds = (Date.parse(current.readAt) - Date.parse(previous.readAt)) / 1000;
  const received = current.receivedBytes - previous.receivedBytes;
  const sent = current.sentBytes - previous.sentBytes;
  return seconds > 0 && received >= 0 && sent >= 0
    ? { receivedPerSecond: received / seconds, sentPerSecond: sent / seconds }
    : undefined;
}
