/** What the measurements should come to, and whether they do. On a busy machine more are missed than on an idle one. */
import type { Run } from "./measure";

/** A figure and its aim. */
export interface Aim {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
  /** `s`, `MiB`, or nothing for a ratio. */
  readonly unit?: string;
}

/** Runs by what they measure; their names are those of the table. */
export type Rows = ReadonlyMap<string, Run>;

/** `met     preview of 1 / CDK synth of 1: 0.48 (aim: at most 0.5)`. */
export function aimText({ what, measured, atMost, unit = "" }: Aim): string {
  const [is, aim] = [measured, atMost].map((value) => `${value}${unit === "" ? "" : ` ${unit}`}`);
  const verdict = measured <= atMost ? "met   " : "missed";
  return `${verdict}  ${what}: ${is ?? ""} (aim: at most ${aim ?? ""})`;
}

/** Whole runs, in seconds and MiB. */
const runs: readonly {
  readonly what: string;
  readonly seconds: number;
  readonly peakMiB?: number;
}[] = [
  { what: "drydock --help", seconds: 0.15 },
  { what: "a wrong stack file, to its messages", seconds: 0.4 },
  { what: "preview of both environments", seconds: 1.6, peakMiB: 500 },
  { what: "preview of 200", seconds: 6, peakMiB: 700 },
  { what: "a saved change of 10 services, to its result", seconds: 0.3 },
  { what: "npm run check, nothing changed", seconds: 15 },
  { what: "npm test", seconds: 50 },
];

/** What a slow or a busy machine changes least. */
const ratios = [
  { one: "program, from TypeScript", other: "program, compiled beforehand", atMost: 1.05 },
  ...[1, 10, 30].map((count) => ({
    one: `preview of ${count}`,
    other: `CDK synth of ${count}`,
    atMost: 0.5,
  })),
  { one: "preview of 200", other: "preview of 50", atMost: 3.5 },
];

/** The aims about these runs. */
export function aimsOf(rows: Rows): Aim[] {
  return [
    ...runs.flatMap(({ what, seconds, peakMiB }): Aim[] => {
      const run = rows.get(what);
      if (run === undefined) return [];
      return [
        { what, measured: run.seconds, atMost: seconds, unit: "s" },
        ...(peakMiB === undefined
          ? []
          : [{ what: `${what}, memory`, measured: run.peakMiB, atMost: peakMiB, unit: "MiB" }]),
      ];
    }),
    ...ratios.flatMap(({ one, other, atMost }): Aim[] => {
      const [a, b] = [rows.get(one), rows.get(other)];
      if (a === undefined || b === undefined) return [];
      const what = `${one} / ${other}`;
      return [
        { what, measured: rounded(a.seconds / b.seconds), atMost },
        { what: `${what}, CPU`, measured: rounded(a.cpuSeconds / b.cpuSeconds), atMost },
      ];
    }),
  ];
}

export function rounded(value: number): number {
  return Number(value.toFixed(2));
}
