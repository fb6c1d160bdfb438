import { parseCIDR } from "ipaddr.js";
import { keptByText } from "./kept";

/** A range of addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: "ipv4" | "ipv6";
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads `10.0.0.0/16` or a single address; nothing for other texts. Few come up again and again. */
export const addressRange = keptByText(newRange);

function newRange(text: string): AddressRange | undefined {
  // The library also reads shorter and hexadecimal forms of IPv4, which AWS does not.
  if (!text.includes(":") && !/^\d+(\.\d+){3}(\/\d+)?$/.test(text)) return undefined;
  const isSingle = !text.includes("/");
  try {
    const [address, length] = parseCIDR(
      isSingle ? `${text}/${text.includes(":") ? 128 : 32}` : text,
    );
    const bytes = address.toByteArray();
    const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const size = 1n << BigInt(bytes.length * 8 - length);
    const first = value - (value % size);
    return { family: address.kind(), first, last: first + size - 1n };
  } catch {
    return undefined;
  }
}

/** Ranges that nobody reaches from the internet: https://www.iana.org/assignments/iana-ipv4-special-registry */
const privateRanges = ranges([
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
]);

/**
 * The most public addresses that still name somebody: a /8 and a /32, as Amazon S3 draws the line
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html).
 */
const most = { ipv4: 1n << 24n, ipv6: 1n << 96n } as const;

/** True when ranges together admit the world, or a part of it that names nobody. */
export function isWorldWide(texts: readonly string[]): boolean {
  const given = ranges(texts);
  return (["ipv4", "ipv6"] as const).some((family) => {
    const inFamily = merged(given.filter((one) => one.family === family));
    const shared = inFamily.flatMap((one) =>
      privateRanges.flatMap((other) => overlap(one, other) ?? []),
    );
    return sizeOf(inFamily) - sizeOf(shared) > most[family];
  });
}

/** An address in the range, in words. */
export function firstAddress({ family, first }: AddressRange): string {
  const parts = family === "ipv4" ? 4 : 8;
  const bits = BigInt(family === "ipv4" ? 8 : 16);
  const numbers = Array.from({ length: parts }, (_, index) =>
    Number((first >> (bits * BigInt(parts - 1 - index))) & ((1n << bits) - 1n)),
  );
  return family === "ipv4"
    ? numbers.join(".")
    : numbers.map((number) => number.toString(16)).join(":");
}

/** True when a range or an address lies within a range. */
export function isWithin(whole: string, part: string): boolean {
  const range = addressRange(whole);
  const one = addressRange(part);
  if (range === undefined || one === undefined || range.family !== one.family) return false;
  return range.first <= one.first && one.last <= range.last;
}

function ranges(texts: readonly string[]): AddressRange[] {
  return texts.flatMap((text) => addressRange(text) ?? []);
}

function merged(unsorted: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  for (const range of [...unsorted].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = result.at(-1);
    if (before === undefined || range.first > before.last) result.push(range);
    else if (range.last > before.last) result[result.length - 1] = { ...before, last: range.last };
  }
  return result;
}

function overlap(one: AddressRange, other: AddressRange): AddressRange | undefined {
  if (one.family !== other.family) return undefined;
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return first > last ? undefined : { family: one.family, first, last };
}

function sizeOf(apart: readonly AddressRange[]): bigint {
  return apart.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}
