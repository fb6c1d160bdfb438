import { isHarmless, secretShape } from "./shapes";

/** Where a secret is among the words of a command. */
interface SecretPart {
  /** The word. */
  readonly index: number;
  /** The part of the word that is the secret. */
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** Short options that take a secret, by program. */
const shortOptions: readonly {
  readonly programs: RegExp;
  /** The option; the rest of the word or the next word is the secret. */
  readonly option: RegExp;
  /** True where the secret is never a separate word. */
  readonly isJoined?: boolean;
}[] = [
  { programs: /^(?:mysql|mariadb)/, option: /^-p/, isJoined: true },
  { programs: /^(?:sshpass|mongo\w*|docker|podman|helm|skopeo|buildah|az)$/, option: /^-p/ },
  { programs: /^(?:redis-cli|valkey-cli|keydb-cli)$/, option: /^-a/ },
  { programs: /^(?:sqlcmd|bcp)$/, option: /^-P/ },
  { programs: /^ldap/, option: /^-w/ },
  { programs: /^(?:curl|wget|http|httpie)$/, option: /^(?:-u|-U|--user|--proxy-user|-a)=?/ },
];

/** A word of a command line, with the place in the text that each of its characters comes from. */
interface Token {
  readonly text: string;
  readonly at: readonly number[];
  readonly isSeparator: boolean;
}

/** Splits a command line as a shell does, as far as quotes, blanks and separators go. */
function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  let text = "";
  let at: number[] = [];
  let quote = "";
  const end = (): void => {
    if (text !== "") tokens.push({ text, at, isSeparator: false });
    text = "";
    at = [];
  };
  for (let index = 0; index < script.length; index++) {
    const character = script.charAt(index);
    if (quote === "" && /[\s;|&()]/.test(character)) {
      end();
      if (!/\s/.test(character)) tokens.push({ text: character, at: [index], isSeparator: true });
    } else if (quote === "" && /["']/.test(character)) quote = character;
    else if (character === quote) quote = "";
    else {
      text += character;
      at.push(index);
    }
  }
  end();
  return tokens;
}

/** The secrets in the words of a command, those inside of shell scripts as well. */
export function secretParts(words: readonly string[]): readonly SecretPart[] {
  const isScript = (index: number): boolean =>
    /^-[a-z]*c$/.test(words[index - 1] ?? "") || (index === 1 && words[0] === "CMD-SHELL");
  const plain = words.map((text, index): Token => ({
    text: isScript(index) ? "" : text,
    at: Array.from(text, (_, index) => index),
    isSeparator: false,
  }));
  const found = partsIn(plain);
  const known = new Set(found.map(({ index }) => index));
  const inScripts = words.flatMap((word, index) =>
    known.has(index) || !/\s/.test(word.trim())
      ? []
      : partsIn(tokensOf(word)).map((part) => ({ ...part, index })),
  );
  // What no word by itself shows, such as a header in two words.
  const seen = new Set([...known, ...inScripts.map(({ index }) => index)]);
  const whole = words.flatMap((word, index): SecretPart[] => {
    const reason = seen.has(index) ? undefined : secretShape("", word);
    return reason === undefined ? [] : [{ index, start: 0, end: word.length, reason }];
  });
  return [...found, ...inScripts, ...whole].sort((a, b) => a.index - b.index || a.start - b.start);
}

/** The secrets among tokens; `index` is that of the token. */
function partsIn(tokens: readonly Token[]): SecretPart[] {
  let program = "";
  let isFirst = true;
  return tokens.flatMap((token, index): SecretPart[] => {
    if (token.isSeparator) {
      isFirst = true;
      return [];
    }
    const isVariable = /^[A-Za-z_]\w*=/.test(token.text);
    if (
      isFirst &&
      !isVariable &&
      !/^(?:exec|sudo|env|CMD|CMD-SHELL|time|nohup)$/.test(token.text)
    ) {
      program = token.text.split("/").at(-1) ?? "";
      isFirst = false;
    }
    const before = tokens[index - 1];
    const found = secretIn(token.text, before?.isSeparator === false ? before.text : "", program);
    if (found === undefined) return [];
    const { from, reason } = found;
    const start = token.at[from] ?? 0;
    return [{ index, start, end: (token.at.at(-1) ?? 0) + 1, reason }];
  });
}

interface Found {
  /** Where in the word the secret starts. */
  readonly from: number;
  readonly reason: string;
}

function secretIn(word: string, before: string, program: string): Found | undefined {
  const byOption = "an option that takes one comes before it";
  const option = /^-{1,2}([A-Za-z][\w.-]+)$/.exec(before)?.[1];
  if (option !== undefined && !word.startsWith("-") && secretShape(option, word) !== undefined) {
    return { from: 0, reason: byOption };
  }
  for (const { programs, option: short, isJoined = false } of shortOptions) {
    if (!programs.test(program)) continue;
    const own = short.exec(word)?.[0];
    if (own !== undefined && own.length < word.length) {
      const value = word.slice(own.length);
      if (isCredential(value, short)) return { from: own.length, reason: byOption };
    }
    if (
      !isJoined &&
      before !== "" &&
      short.exec(before)?.[0] === before &&
      isCredential(word, short)
    ) {
      return { from: 0, reason: byOption };
    }
  }
  const assigned = /^(?:-{1,2}|-[DPe])?([A-Za-z_][\w.-]*)=(.+)$/s.exec(word);
  if (assigned !== null) {
    const [, name = "", value = ""] = assigned;
    const reason = secretShape(name, value);
    if (reason !== undefined) return { from: word.length - value.length, reason };
  }
  if (/^pass:./.test(word) && /^-pass/.test(before)) return { from: 5, reason: byOption };
  const reason = /\s/.test(word) ? undefined : secretShape("", word);
  return reason === undefined ? undefined : { from: 0, reason };
}

/** `user:password` for clients of HTTP, and any text for the others. */
function isCredential(value: string, option: RegExp): boolean {
  if (!option.source.includes("user")) return !value.startsWith("-") && !isHarmless(value);
  const password = /^[^:]*:(.+)$/s.exec(value)?.[1];
  return password !== undefined && !isHarmless(password);
}
