import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { patternProblems, patternShape } from "./patterns";
import { matching, onByDefault, severalNamed, strict, whole } from "./primitives";

const redirect = argumentType(
  "RedirectArgs",
  "Requests that the load balancer sends elsewhere.",
  strict({
    ...patternShape("this redirect"),
    toHost: matching(/^[A-Za-z0-9.{}#-]{1,128}$/, "a host name, such as shop.example.com")
      .optional()
      .describe("The host to ask instead. Defaults to that of the request."),
    toPath: matching(/^\/.{0,127}$/, "a path that starts with /, such as /new/#{path}")
      .optional()
      .describe(
        "The path to ask for instead; #{path} is that of the request without its first slash. Defaults to the same path.",
      ),
    permanent: onByDefault("True: browsers remember it (301). False: they ask again (302)."),
  }).describe("Requests that the load balancer sends elsewhere."),
);

const format = argumentType(
  "ResponseFormat",
  "What the text of a response is.",
  z.enum({ Plain: "plain", Html: "html", Json: "json" }),
);

/** The media types of texts that a load balancer answers with. */
export const contentTypes = {
  plain: "text/plain",
  html: "text/html",
  json: "application/json",
} as const;

const response = argumentType(
  "ResponseArgs",
  "Requests that the load balancer answers itself.",
  strict({
    ...patternShape("this answer"),
    status: whole(200, 599).describe(
      "The status of the answer, of 200 to 299 or 400 to 599, such as 503.",
    ),
    body: z
      .string()
      .max(1024)
      .default("")
      .describe("The text of the answer, at most 1024 characters. Defaults to none."),
    format: format.default("plain").describe("What the text is. Defaults to plain."),
  }).describe("Requests that the load balancer answers itself."),
);

/** Rules of a load balancer that no service is behind. */
export const answerShape = {
  redirects: severalNamed(redirect, "Requests that the load balancer sends elsewhere, by name."),
  responses: severalNamed(
    response,
    "Requests that the load balancer answers itself, by name, such as /robots.txt or a page for maintenance.",
  ),
};

/** The rules of a load balancer that no service is behind. */
export type Answers = z.output<z.ZodObject<typeof answerShape>>;

/** Returns the problems of redirects and responses, each for itself. */
export function answerProblems({ redirects, responses }: Answers): ModelProblem[] {
  return [
    ...Object.entries(redirects).flatMap(([name, one]) =>
      within(
        ["redirects", name],
        [
          ...patternProblems(one),
          ...problemIf(one.toHost === undefined && one.toPath === undefined, {
            path: [],
            at: "key",
            message: "This redirect leads to the request's own address, for ever.",
            allowed: "toHost, toPath, or both",
            fix: "Add toHost: shop.example.com, or toPath: /new.",
          }),
        ],
      ),
    ),
    ...Object.entries(responses).flatMap(([name, one]) =>
      within(
        ["responses", name],
        [
          ...patternProblems(one),
          ...problemIf(one.status >= 300 && one.status < 400, {
            path: ["status"],
            message: "A load balancer answers with no such status itself.",
            allowed: "200 to 299 or 400 to 599",
            fix: "Write another status, or a redirect in place of this.",
          }),
        ],
      ),
    ),
  ];
}
