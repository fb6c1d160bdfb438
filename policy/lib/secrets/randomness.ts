/** Bits of information in each character, by the frequency of the characters. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for text as keys and tokens are: letters of both cases and digits, without words in it. */
export function looksRandom(value: string): boolean {
  const mixed = /[a-z]/.test(value) && /(?:[A-Z].*){3}/s.test(value) && /\d/.test(value);
  if (!mixed || !/^[\w+/=-]{20,}$/.test(value) || /^sha\d{3}-/.test(value)) return false;
  return entropy(value) >= 4 && !hasWords(value) && decoded(value) === undefined;
}

/** True for text that is random enough under a name that lets one expect a key. */
export function looksLikeKey(value: string): boolean {
  if (uuid.test(value) || !/^[\w+/=.:~-]{16,}$/.test(value)) return false;
  if (/^[0-9a-f]{32,}$/i.test(value)) return entropy(value) > 3;
  return /\d/.test(value) && /[a-z]/i.test(value) && entropy(value) >= 3.5 && !hasWords(value);
}

/** Words are runs of small letters; random text has few that are long. */
function hasWords(value: string): boolean {
  const inWords = (value.match(/[a-z]{3,}/g) ?? []).join("").length;
  return inWords * 2 >= value.length;
}

/** Decodes base64; nothing where it encodes bytes. */
export function decoded(value: string, least = 16): string | undefined {
  if (value.length < least || !/^[\w+/-]+={0,2}$/.test(value)) return undefined;
  const text = Buffer.from(value, "base64").toString("utf8");
  return /^[\t\n\r -~\u00a0-\u024f]{6,}$/.test(text) ? text : undefined;
}
