import { regions } from "../facts/regions";
import type { Reading } from "./check/advice";
import { nearestName } from "./check/nearest";
import { isMap, listOf, single } from "./check/path";

/** Other forms in which people write values. A result counts only where the schema allows it. */

/** Reads a text, or the only text of a list or map. */
function text(read: (given: string) => unknown): Reading {
  return (value) => {
    const only = single(value);
    return typeof only === "string" ? read(only.trim()) : undefined;
  };
}

/** A plain value as text. */
export function scalarText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

/** Words of other tools for a choice, without regard to case. */
export function words(meanings: Readonly<Record<string, string>>): Reading {
  return (value) => {
    const word = scalarText(value).toLowerCase();
    return Object.hasOwn(meanings, word) ? meanings[word] : undefined;
  };
}

/** `8080:80`, `80/tcp`, or a map that holds the container's port. */
export const portNumber: Reading = (value) => {
  const [first] = listOf(value);
  const port = isMap(first) ? (first["containerPort"] ?? first["target"] ?? first["port"]) : first;
  const [, digits] = /^(?:.*:)?(\d+)(?:\/tcp)?$/.exec(scalarText(port)) ?? [];
  if (digits === undefined) return undefined;
  // No port at all: one that every user may listen on.
  return Number(digits) >= 1 && Number(digits) <= 65535 ? Number(digits) : 8080;
};

/** A number that lost its leading zeros, dashes, an ARN. */
export const accountDigits: Reading = (value) => {
  if (typeof value === "number") return String(value).padStart(12, "0");
  return typeof value === "string"
    ? (/(?<!\d)\d{12}(?!\d)/.exec(value.replace(/[- ]/g, ""))?.[0] ?? undefined)
    : undefined;
};

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const places: Readonly<Record<string, string>> = {
  virginia: "us-east-1",
  ohio: "us-east-2",
  california: "us-west-1",
  oregon: "us-west-2",
  canada: "ca-central-1",
  ireland: "eu-west-1",
  london: "eu-west-2",
  paris: "eu-west-3",
  frankfurt: "eu-central-1",
  zurich: "eu-central-2",
  stockholm: "eu-north-1",
  milan: "eu-south-1",
  spain: "eu-south-2",
  tokyo: "ap-northeast-1",
  seoul: "ap-northeast-2",
  mumbai: "ap-south-1",
  singapore: "ap-southeast-1",
  sydney: "ap-southeast-2",
};

/** A zone, another spelling, or the place of a region. */
export const regionName: Reading = text((given) => {
  const name = given.toLowerCase();
  const place = Object.keys(places).find((known) => name.includes(known));
  if (place !== undefined) return places[place];
  return nearestName(name.replace(/(?<=\d)[a-f]$/, ""), [...regions.keys()]);
});

/** An address alone is a range of so many bits; a star is every address. */
export function range(bits: number): Reading {
  return text((given) => {
    if (/^(?:\*|any|all|everyone|public|0\.0\.0\.0)$/i.test(given)) return "0.0.0.0/0";
    return /^\d+\.\d+\.\d+\.\d+$/.test(given) ? `${given}/${bits}` : undefined;
  });
}

const address = /^https?:\/\/[^/]*/i;

/** A path without its slash, or with scheme and host before it. */
export const urlPath: Reading = text((given) => {
  const path = given.replace(address, "");
  return path.startsWith("/") || path.startsWith("*") ? path : `/${path}`;
});

/** A host with scheme, path or port. */
export const hostName: Reading = text((given) =>
  given
    .replace(/^https?:\/\//i, "")
    .replace(/[/:].*$/, "")
    .toLowerCase(),
);

/** `/hostedzone/Z0123456789ABC` */
export const lastSegment: Reading = text((given) => given.replace(/^.*\//, ""));

/** `2xx`, `200..299`, a number. */
export const statusCodes: Reading = (value) => {
  const codes = scalarText(value).replace(/\b(\d)xx\b/gi, "$100-$199");
  return codes.replace(/\.\.+|\s*-\s*/g, "-").replace(/\s*[,|;]\s*/g, ",");
};

/** A file of the repository: not absolute, without `./`. */
export const repositoryFile: Reading = text((given) => given.replace(/^\.?\/+(?=.)/, ""));

/** The same of an environment file, whose name ends in .env. */
export const envFileName: Reading = text((given) =>
  given
    .replace(/^\.?\/+(?=.)/, "")
    .replace(/(?:\.(?:txt|ini|conf|properties|env\.\w+|list))?$/, (ending) =>
      given.endsWith(".env") ? ending : ".env",
    ),
);

/** A path in a container: absolute, with slashes. */
export const absolutePath: Reading = text((given) =>
  given
    .replace(/^[A-Za-z]:/, "")
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/|\/)?/, "/"),
);

/** A reference with a scheme, or in capital letters, which only a tag may have. */
export const referenceText: Reading = text((given) => {
  const [, name = "", rest = ""] =
    /^(?:https?:\/\/|docker:\/\/)?([^@]*?)((?::[\w.-]+)?(?:@.*)?)$/i.exec(given) ?? [];
  return name.toLowerCase() + rest;
});

/** A folder without `./` before it and `/` after it. */
export function folderPath(given: string): string {
  return given.replace(/^\.\/(?=.)|\/$/g, "");
}

/** An image as one text, or Helm's repository and tag. */
export const imageForm: Reading = (value) => {
  if (typeof value === "string") {
    return /^\.{0,2}\/|^\.$/.test(value)
      ? { build: { context: folderPath(value) } }
      : { reference: referenceText(value) };
  }
  if (!isMap(value) || typeof value["repository"] !== "string") return undefined;
  const { repository, tag, registry } = value;
  const name = typeof registry === "string" ? `${registry}/${repository}` : repository;
  return {
    reference: typeof tag === "string" || typeof tag === "number" ? `${name}:${tag}` : name,
  };
};

/** A folder alone. */
export const buildForm: Reading = (value) =>
  typeof value === "string" ? { context: folderPath(value) } : undefined;

const shorthands: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
};

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/**
 * A cron line of five fields in the six of AWS, which counts days of the week from 1 and wants a ? in one of the two fields of days.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export const scheduleExpression: Reading = text((given) => {
  const line = given.replace(/^(?:cron|rate)\((.*)\)$/, "$1").trim();
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(line) ?? [];
  if (hour !== undefined) return `cron(${Number(minute)} ${Number(hour)} * * ? *)`;
  const [, every, unit = ""] = /^(?:every )?(\d+) ?(minute|hour|day)s?$/.exec(line) ?? [];
  if (every !== undefined) return `rate(${every} ${unit}${every === "1" ? "" : "s"})`;
  const fields = (shorthands[line] ?? line).split(/\s+/);
  const [minutes = "", hours = "", day = "", month = "", weekday = ""] = fields;
  if (fields.length !== 5) return undefined;
  const days = weekday.replace(/\b[0-7]\b/g, (number) => weekdays[Number(number)] ?? number);
  return weekday === "*" || weekday === "?"
    ? `cron(${minutes} ${hours} ${day} ${month} ? *)`
    : `cron(${minutes} ${hours} ? ${month} ${days} *)`;
});

/** `com.amazonaws.us-east-2.sqs`, `SQS`. */
export const endpointPart: Reading = text((given) =>
  given.toLowerCase().replace(/^com\.amazonaws\.[a-z0-9-]+\./, ""),
);

/** `s3.GetObject`, `s3/GetObject`, `s3: GetObject`. */
export const actionName: Reading = text((given) => given.replace(/^([\w-]+)\s*[.:/]\s*/, "$1:"));

/** Both limits as one number. */
export const bothLimits: Reading = (value) =>
  typeof value === "number" ? { soft: value, hard: value } : undefined;

/** A list of names, which only have to have started. */
export const startedNames: Reading = (value) => {
  const names = listOf(value);
  return names.every((name) => typeof name === "string")
    ? Object.fromEntries(names.map((name) => [name, "START"]))
    : undefined;
};

/** The paths of a route alone. */
export const routeForm: Reading = (value) => {
  const paths = listOf(value);
  return paths.every((path) => typeof path === "string")
    ? { paths: paths.map(urlPath) }
    : undefined;
};

/** How many there are of a list. */
export const listLength: Reading = (value) => (Array.isArray(value) ? value.length : undefined);
