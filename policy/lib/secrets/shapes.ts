import { issued } from "./issuers";
import { nameVerdict } from "./names";
import { decoded, looksLikeKey, looksRandom } from "./randomness";

/** One expression over all issuers, so that a harmless text costs one pass. */
const anyIssued = new RegExp(issued.map(([{ source }]) => `(?:${source})`).join("|"));
const shortestIssued = 20;

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|\bPuTTY-User-Key-File-/;
const webToken = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/;
const signedUrl = /[?&](?:sig|X-Amz-Signature|Signature)=[\w%+/=-]{20,}/;
const urlWithPassword = /:\/\/[^/\s:@?#]*:([^/\s@]+)@/g;
const dataSource =
  /(?:^|[\s"'=])[\w.-]+(?::[^\s:@/]+@(?:tcp|udp|unix)\(|\/[^\s:@/]+@(?:\/\/)?[\w.-]+(?::\d+)?\/)/;
const passwordHash = /(?:^|[\s"',])[\w.-]+:\$(?:apr1|2[abxy]|5|6|y|argon2\w*)\$/;
const header = /\b(?:(bearer)|(basic)|authorization\s*[:=]\s*\w+)\s+([\w.~+/=-]{8,})/i;

/** Placeholders for a value: `$NAME`, `${NAME}`, `{{ name }}`, `%s`, `:name`, `<password>`, `***`, the import's mark. */
const reference = /^\$[\w({]|\$\{|\$\(|\{\{|^[%[(:?]|^<[^<>]*>$|^[*.]+$|^x{3,}$|^not-copied$/i;

/** Values that give nothing away, whatever the name says. */
const harmless =
  /^(?:|true|false|yes|no|on|off|none|null|nil|undefined|enabled|disabled|optional|required|\d{1,3}|arn:aws[a-z-]*:\S+)$/i;
const path = /^(?:\.{0,2}|~)\/[\w.@-]+(?:\/[\w.@-]+)*\/?$/;
const elsewhere = /^(?:https?|file|ssm|vault|op|secretsmanager|awssm|gcpsm|akv|env|ref):\S+$/i;

/** True for a value that refers to something, switches something, or is none at all. */
export function isHarmless(value: string): boolean {
  return (
    harmless.test(value) ||
    reference.test(value) ||
    elsewhere.test(value) ||
    (path.test(value) && !looksRandom(value))
  );
}

/** Why a text is or holds a secret, whatever it is called; undefined where it does not look like one. */
function shapeOf(text: string): string | undefined {
  if (text.length < 8) return undefined;
  if (text.length >= shortestIssued && anyIssued.test(text)) {
    const found = issued.find(([pattern]) => pattern.test(text));
    if (found !== undefined) return `it has the shape of ${found[1]}`;
  }
  if (privateKey.test(text)) return "it is a private key";
  if (webToken.test(text)) return "it is a JSON web token";
  if (text.includes("://")) {
    for (const [, password = ""] of text.matchAll(urlWithPassword)) {
      if (!reference.test(password)) return "it is a URL that holds a password";
    }
    if (signedUrl.test(text)) return "it is a URL that holds a signature";
  }
  if (dataSource.test(text)) return "it is a data source's name that holds a password";
  if (passwordHash.test(text)) return "it holds a password's hash";
  if (holdsHeader(text)) return "it holds an authorization header";
  return assignmentIn(text);
}

function holdsHeader(text: string): boolean {
  const [, bearer, basic, credential = ""] = header.exec(text) ?? [];
  if (credential === "" || isHarmless(credential)) return false;
  if (basic !== undefined) return decoded(credential, 8)?.includes(":") === true;
  return /\d/.test(credential) && (bearer === undefined || credential.length >= 16);
}

const assignment =
  /([A-Za-z_][\w.-]*)(?:\\?["']?\s*=\s*\\?["']?|\\?["']?:\s*\\?["']|:\s+)((?:[^\s"'&;,}\\]|\\(?!["n]))+)/g;

/** A name and its value inside of a text: a connection string, a query, a piece of JSON. */
function assignmentIn(text: string): string | undefined {
  if (!/[=:]/.test(text)) return undefined;
  for (const [whole, name = "", value = ""] of text.matchAll(assignment)) {
    if (value.length < 4 || isHarmless(value)) continue;
    // A colon and a blank are also prose.
    if (/^[\w.-]+:\s/.test(whole) && !/[\d"]/.test(whole)) continue;
    if (nameVerdict(name) === "secret") return "it holds a password or key by name";
    if (name.toLowerCase() === "auth" && decoded(value)?.includes(":") === true) {
      return "it holds credentials of a registry";
    }
  }
  return undefined;
}

/**
 * Why a value looks like a secret, in words that do not repeat it; undefined where it does not. It errs towards saying
 * nothing: a value without a telling name or shape passes.
 */
export function secretShape(name: string, value: string): string | undefined {
  const shape = shapeOf(value);
  if (shape !== undefined) return shape;
  if (isHarmless(value)) return undefined;
  const verdict = nameVerdict(name);
  if (verdict === "secret") return "its name says so";
  if (verdict === "unless a word" && !/^[a-z_-]*$/i.test(value)) return "its name says so";
  if (verdict === "public") return undefined;
  const text = decoded(value);
  if (verdict === "if random" && isPair(text ?? value)) {
    return "it is a user's name with a password";
  }
  if (text !== undefined) return shapeOf(text);
  const isRandom = verdict === "if random" ? looksLikeKey(value) : looksRandom(value);
  return isRandom ? "it looks random, as keys and tokens do" : undefined;
}

/** `user:password`. */
function isPair(text: string): boolean {
  return /^[\w.@-]+:[^\s/:]{4,}$/.test(text) && !isHarmless(text.slice(text.indexOf(":") + 1));
}

export function looksLikeSecret(name: string, value: string): boolean {
  return secretShape(name, value) !== undefined;
}
