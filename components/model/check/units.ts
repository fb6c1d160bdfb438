import type { Reading } from "./advice";

/** How people write sizes, times and shares, by the unit that a key's name ends in. */

const numberPattern = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-z%]*)\.?$/i;

/** Reads a number with a unit: the factor of each unit to the wanted one. */
function measured(factors: Readonly<Record<string, number>>): Reading {
  return (value) => {
    const [, digits, unit = ""] = numberPattern.exec(plainText(value)) ?? [];
    const factor = factors[unit.toLowerCase()];
    return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
  };
}

/** A text without quotes of any kind around it and separators of thousands in it. */
function plainText(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? String(value)
        .trim()
        .replace(/^["'“”‘’„]+|["'“”‘’„]+$/g, "")
        .replace(/(?<=\d)[_, ](?=\d{3}\b)/g, "")
    : "";
}

const names = (units: readonly string[], factor: number): Record<string, number> =>
  Object.fromEntries(units.map((unit) => [unit, factor]));

const second = ["s", "sec", "secs", "second", "seconds"];
const minute = ["m", "min", "mins", "minute", "minutes"];
const hour = ["h", "hr", "hrs", "hour", "hours"];
const day = ["d", "day", "days"];
const week = ["w", "week", "weeks"];
const month = ["mo", "month", "months"];
const year = ["y", "yr", "year", "years"];

const words = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

/** A plain number in quotes, in words, or with separators. */
const plainNumber: Reading = (value) => {
  const word = words.indexOf(plainText(value).toLowerCase());
  return word === -1 ? measured({ "": 1 })(value) : word;
};

const seconds = measured({
  "": 1,
  ms: 0.001,
  ...names(second, 1),
  ...names(minute, 60),
  ...names(hour, 3600),
  ...names(day, 86400),
});
const minutes = measured({
  "": 1,
  ...names(second, 1 / 60),
  ...names(minute, 1),
  ...names(hour, 60),
});
const days = measured({
  "": 1,
  ...names(day, 1),
  ...names(week, 7),
  ...names(month, 30),
  ...names(year, 365),
});
const percent = measured({ "": 1, "%": 1, percent: 1 });
const bytes = measured({ "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2 });
const gibibytes = measured({
  "": 1,
  ...names(["g", "gb", "gi", "gib"], 1),
  ...names(["t", "tb", "ti", "tib"], 1024),
});

/** Docker, Kubernetes and SST: 512m, 512Mi, 0.5 GB. A fraction without a unit is one of a GB. */
export const mebibytes: Reading = (value) => {
  const bare = measured({ "": 1 })(value);
  if (typeof bare === "number") return Number.isInteger(bare) ? bare : bare * 1024;
  return measured({
    ...names(["m", "mb", "mi", "mib"], 1),
    ...names(["g", "gb", "gi", "gib"], 1024),
    ...names(["k", "kb", "ki", "kib"], 1 / 1024),
  })(value);
};

/** Kubernetes and SST: 250m, 0.25 vCPU, 2 cores; up to 32 without a unit are vCPUs. */
export const cpuUnits: Reading = (value) => {
  const bare = measured({ "": 1 })(value);
  if (typeof bare === "number") return bare > 0 && bare <= 32 ? bare * 1024 : bare;
  return measured({
    ...names(["m", "mcpu"], 1.024),
    ...names(["vcpu", "vcpus", "cpu", "cpus", "core", "cores"], 1024),
    ...names(["unit", "units"], 1),
  })(value);
};

const byKey: readonly (readonly [name: RegExp, reading: Reading])[] = [
  [/^cpu$/, cpuUnits],
  [/MiB$/, mebibytes],
  [/GiB$/, gibibytes],
  [/BytesPerSecond$/, bytes],
  [/Seconds$/, seconds],
  [/Minutes$/, minutes],
  [/Days$/, days],
  [/Percent$/, percent],
  [/./, plainNumber],
];

/** Reads the number that a text under a key means. */
export function numberUnder(key: string, value: unknown): unknown {
  const [, reading] = byKey.find(([name]) => name.test(key)) ?? [];
  return reading?.(value);
}
