/** Draws three lines over minutes, one above the other. */

/** One line with its heading. */
export interface Series {
  readonly title: string;
  readonly values: readonly number[];
}

const size = { width: 860, left: 56, right: 16, row: 130, gap: 34, top: 30 };

/** An SVG that follows the colours of the page: light or dark. */
export function plotOf(title: string, all: readonly Series[]): string {
  const height = size.top + all.length * (size.row + size.gap) + 20;
  const inside = size.width - size.left - size.right;
  const rows = all.map(({ title: heading, values }, index) => {
    const top = size.top + index * (size.row + size.gap) + 18;
    const most = Math.max(1, ...values);
    const points = values.map((value, minute) => {
      const x = size.left + (minute / (values.length - 1)) * inside;
      const y = top + size.row - 18 - (value / most) * (size.row - 18);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    const bottom = top + size.row - 18;
    return [
      `  <text class="heading" x="${size.left}" y="${top - 6}">${heading}</text>`,
      `  <line class="axis" x1="${size.left}" y1="${bottom}" x2="${size.width - size.right}" y2="${bottom}"/>`,
      `  <text class="scale" x="${size.left - 6}" y="${top + 8}">${Math.round(most)}</text>`,
      `  <text class="scale" x="${size.left - 6}" y="${bottom}">0</text>`,
      `  <polyline points="${points.join(" ")}"/>`,
    ].join("\n");
  });
  const [first] = all;
  const hours = Math.floor((first?.values.length ?? 0) / 60);
  const marks = Array.from({ length: hours + 1 }, (_, hour) => {
    const x = size.left + (hour / hours) * inside;
    return `  <text class="hour" x="${x.toFixed(1)}" y="${height - 8}">${hour} h</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${title}">
  <style>
    :root { color-scheme: light dark; }
    text { font: 12px system-ui, sans-serif; fill: light-dark(#24292f, #e6edf3); }
    .heading { font-weight: 600; }
    .scale { text-anchor: end; }
    .hour { text-anchor: middle; }
    .axis { stroke: light-dark(#8c959f, #6e7681); }
    polyline { fill: none; stroke: light-dark(#0969da, #4493f8); stroke-width: 1.5; }
  </style>
${[...rows, ...marks].join("\n")}
</svg>
`;
}
