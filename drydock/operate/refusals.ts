/** Explains in plain words a refusal of AWS, and its fix. */
import { UsageError } from "../errors";
import type { OperatedEnvironment } from "./environment";

interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly code: string;
}

export interface Place extends Pick<OperatedEnvironment, "clusterName" | "stack" | "stackFile"> {
  readonly loaded: Pick<OperatedEnvironment["loaded"], "aws" | "region">;
}

/** Refusals by the error's name or code, the more special first. */
const refusals: readonly (readonly [
  applies: (refusal: Refusal) => boolean,
  words: (refusal: Refusal, place: Place) => string,
])[] = [
  [
    ({ name }) => name === "ClusterNotFoundException",
    (_, { clusterName, loaded, stack }) =>
      `There is no cluster ${clusterName} in ${loaded.region} in the account of these credentials. Is ${stack} deployed, and is this ` +
      "its account?",
  ],
  [
    ({ name, message }) =>
      /ExpiredToken|ExpiredTokenException/.test(name) ||
      (/expired/i.test(message) && isCredentials(name)),
    ({ message }) =>
      `These credentials have expired: ${message}\nSign in again, such as with aws sso login.`,
  ],
  [
    ({ name }) => isCredentials(name),
    ({ message }, { loaded: { aws }, stackFile }) =>
      `AWS accepts no credentials from this environment: ${message}\n` +
      (aws.profile === undefined
        ? "Sign in (aws sso login, or aws configure), or set AWS_PROFILE."
        : `They are those of the profile ${aws.profile} (aws:profile in ${stackFile}): does it exist here, and are you signed in?`),
  ],
  [
    ({ name, message }) =>
      /AccessDenied|Unauthorized|NotAuthorized/.test(name) ||
      /is not authorized to perform/.test(message),
    ({ message }) => {
      const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];
      return action === undefined
        ? `AWS refuses the call: ${message}`
        : `AWS refuses the call: these credentials lack the right ${action}.\n${message}`;
    },
  ],
  [
    ({ name, message }) =>
      /Throttl|TooManyRequests|LimitExceeded/.test(name) || /rate exceeded/i.test(message),
    ({ message }) =>
      `AWS limits the calls of this account, and six tries were not enough: ${message}\nTry again in a minute.`,
  ],
  [
    ({ name }) => name === "TargetNotConnectedException",
    ({ message }) =>
      `The agent of ECS Exec does not answer: ${message}\nThe task needs a way to ssmmessages (the preview's line \`endpoints\` names it) ` +
      "and the rights that `exec: true` gives its role.",
  ],
  [
    ({ code }) => /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(code),
    ({ message }, { loaded }) => `AWS cannot be reached in ${loaded.region}: ${message}`,
  ],
  [
    ({ name }) =>
      /^(InvalidParameter|Client|Validation|ConflictException|UnsupportedFeature)/.test(name),
    ({ message }) => `AWS refuses the call: ${message}`,
  ],
];

const isCredentials = (name: string): boolean =>
  /Credentials|TokenProvider|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch/.test(
    name,
  );

/** Returns a UsageError for a problem that the caller can fix, else the error itself. */
export function inPlainWords(error: unknown, place: Place): unknown {
  if (error instanceof UsageError) return error;
  const refusal = {
    name: text(error, "name"),
    message: text(error, "message"),
    code: text(error, "code"),
  };
  const found = refusals.find(([applies]) => applies(refusal));
  return found === undefined ? error : new UsageError(found[1](refusal, place));
}

function text(error: unknown, key: string): string {
  const value: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
}
