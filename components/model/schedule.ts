import { z } from "zod";
import { withReading } from "./check/advice";
import { nearestName } from "./check/nearest";
import type { ModelProblem } from "./check/problem";
import { scheduleExpression as expressionMeant } from "./readings";
import { matching } from "./primitives";

const rate = String.raw`rate\((?:1 (?:minute|hour|day)|(?:[2-9]|[1-9]\d+) (?:minutes|hours|days))\)`;
const cron = String.raw`cron\((?:\S+\s+){5}\S+\)`;

/** When something happens, once too: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export const scheduleExpression = withReading(
  matching(
    new RegExp(String.raw`^(?:${cron}|${rate}|at\(.+\))$`),
    "cron(...) with six fields, rate(...) or at(...), such as cron(0 8 ? * MON-FRI *)",
  ),
  expressionMeant,
);

/** When something happens again and again. */
export const recurringExpression = withReading(
  matching(
    new RegExp(`^(?:${cron}|${rate})$`),
    "cron(...) with six fields or rate(...), such as cron(0 3 * * ? *) or rate(6 hours)",
  ),
  expressionMeant,
);

export const timezone = z
  .string()
  .min(1)
  .default("Etc/UTC")
  .describe("The IANA time zone of the expression. Defaults to Etc/UTC.");

/** Something that happens by the clock. */
export interface Clocked {
  readonly at: string;
  readonly timezone: string;
}

/** What AWS would refuse of a schedule: fields of cron out of range, and time zones that there are not. */
export function clockProblems({ at, timezone: zone }: Clocked): ModelProblem[] {
  return [...cronProblems(at), ...unknownZone(zone)];
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const weekdays = "SUN MON TUE WED THU FRI SAT".split(" ");

interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of values, from the least on. */
  readonly words?: readonly string[];
  /** Further forms of a value. */
  readonly forms?: RegExp;
}

const cronFields: readonly CronField[] = [
  { name: "minutes", least: 0, most: 59 },
  { name: "hours", least: 0, most: 23 },
  { name: "days of the month", least: 1, most: 31, forms: /^(?:\?|L|LW|\d{1,2}W)$/ },
  { name: "months", least: 1, most: 12, words: months },
  {
    name: "days of the week",
    least: 1,
    most: 7,
    words: weekdays,
    forms: /^(?:\?|L|[1-7]L|[1-7]#[1-5]|[A-Z]{3}#[1-5])$/,
  },
  { name: "years", least: 1970, most: 2199 },
];

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
function cronProblems(at: string): ModelProblem[] {
  const [, inside] = /^cron\((.*)\)$/.exec(at) ?? [];
  if (inside === undefined) return [];
  const values = inside.split(/\s+/);
  const wrong = cronFields.find((field, index) => !isField(values[index] ?? "", field));
  if (wrong !== undefined) {
    const { name, least, most, words = [] } = wrong;
    const others = words.length === 0 ? "" : `, or ${words[0] ?? ""} to ${words.at(-1) ?? ""}`;
    return [
      {
        path: ["at"],
        message: `The ${name} of this cron expression are not what AWS reads.`,
        allowed: `for ${name}: * or numbers from ${least} to ${most}${others}, lists with commas, ranges with -, steps with /`,
        fix: "The fields are minutes, hours, days of the month, months, days of the week and years, such as cron(0 3 * * ? *).",
      },
    ];
  }
  const [minutes = "", hours = "", day = "", month = "", weekday = "", year = ""] = values;
  if ((day === "?") !== (weekday === "?")) return [];
  const fixed =
    weekday === "*" || weekday === "?"
      ? [minutes, hours, day === "?" ? "*" : day, month, "?", year]
      : [minutes, hours, "?", month, weekday, year];
  return [
    {
      path: ["at"],
      message:
        "AWS wants ? in one of the two fields of days, the third and the fifth, and not in both.",
      fix: `Write cron(${fixed.join(" ")}).`,
    },
  ];
}

function isField(text: string, field: CronField): boolean {
  return text.split(",").every((part) => {
    if (part === "*" || field.forms?.test(part.toUpperCase()) === true) return true;
    const [range = "", step, ...rest] = part.split("/");
    const [first = "", last, ...more] = range.split("-");
    const bounds = range === "*" ? [] : [first, ...(last === undefined ? [] : [last])];
    return (
      rest.length + more.length === 0 &&
      (step === undefined || /^[1-9]\d*$/.test(step)) &&
      bounds.every((bound) => isValue(bound, field))
    );
  });
}

function isValue(text: string, { least, most, words = [] }: CronField): boolean {
  if (words.includes(text.toUpperCase())) return true;
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function unknownZone(zone: string): ModelProblem[] {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return [];
  } catch {
    return [
      {
        path: ["timezone"],
        message: "There is no time zone of this name.",
        allowed: "an IANA time zone, such as Europe/Berlin or Etc/UTC",
        fix: `Write timezone: ${zoneMeant(zone) ?? "Etc/UTC, or the name of another zone"}.`,
      },
    ];
  }
}

/** The zone of a town, or one with a name like it. */
function zoneMeant(name: string): string | undefined {
  const zones = Intl.supportedValuesOf("timeZone");
  const town = name.trim().replaceAll(" ", "_").toLowerCase();
  return zones.find((zone) => zone.toLowerCase().endsWith(`/${town}`)) ?? nearestName(name, zones);
}
