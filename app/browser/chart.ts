/** The geometry of the traffic chart: plain numbers in, positions and paths out, so that it is tested without a browser. */

/** Rates at one reading. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Bytes a second. */
  readonly received: number;
  readonly sent: number;
}

/** How far back the chart goes at least and at most. */
const WINDOW_MS = { least: 30_000, most: 180_000 } as const;

/** Pixels left for the labels of the axes. */
const MARGIN = { left: 72, right: 8, top: 8, bottom: 22 } as const;

/** The history with a new reading at its end, and without what has left the window. The same reading is not added twice. */
export function addPoint(history: readonly Point[], point: Point): readonly Point[] {
  const last = history.at(-1);
  if (last && point.time <= last.time) {
    return history;
  }
  return [...history, point].filter(({ time }) => time >= point.time - WINDOW_MS.most);
}

/** The next round figure in binary units at or above a rate: 1, 2, 5, 10, ... 500 times 1, 1024, 1024², at least 1 KiB. */
export function niceCeiling(bytesPerSecond: number): number {
  for (let unit = 1024; ; unit *= 1024) {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => n * unit >= bytesPerSecond);
    if (step !== undefined) {
      return step * unit;
    }
  }
}

export interface Drawing {
  /** Bytes a second at the upper edge. */
  readonly top: number;
  /** Milliseconds from the left edge to the right. */
  readonly span: number;
  /** Horizontal lines with the rate they stand for. */
  readonly levels: readonly { readonly y: number; readonly rate: number }[];
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  /** `d` of an SVG path. */
  readonly lines: Record<"received" | "sent", string>;
  readonly areas: Record<"received" | "sent", string>;
  /** Where the newest reading is: a line has no length before the second one. */
  readonly newest:
    Record<"received" | "sent", { readonly x: number; readonly y: number }> | undefined;
}

/** Where everything goes in a chart of this size, with the newest reading at the right edge. */
export function draw(
  history: readonly Point[],
  size: { readonly width: number; readonly height: number },
): Drawing {
  const left = MARGIN.left;
  const right = Math.max(left + 1, size.width - MARGIN.right);
  const bottom = size.height - MARGIN.bottom;
  const top = niceCeiling(
    Math.max(0, ...history.flatMap(({ received, sent }) => [received, sent])),
  );
  const newest = history.at(-1)?.time ?? 0;
  const span = Math.max(WINDOW_MS.least, newest - (history[0]?.time ?? newest));
  const x = (time: number): number => right - ((newest - time) / span) * (right - left);
  const y = (rate: number): number => bottom - (rate / top) * (bottom - MARGIN.top);
  const line = (rate: (point: Point) => number): string =>
    history
      .map((point, at) => `${at === 0 ? "M" : "L"}${round(x(point.time))} ${round(y(rate(point)))}`)
      .join("");
  const area = (path: string): string => {
    const first = history[0];
    return first && history.length > 1
      ? `${path}L${round(right)} ${round(bottom)}L${round(x(first.time))} ${round(bottom)}Z`
      : "";
  };
  const lines = { received: line((p) => p.received), sent: line((p) => p.sent) };
  const last = history.at(-1);
  const end = (rate: number) => ({ x: round(right), y: round(y(rate)) });
  return {
    top,
    span,
    levels: [0, 0.5, 1].map((share) => ({ y: round(y(top * share)), rate: top * share })),
    left,
    right,
    bottom,
    lines,
    areas: { received: area(lines.received), sent: area(lines.sent) },
    newest: last && { received: end(last.received), sent: end(last.sent) },
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
