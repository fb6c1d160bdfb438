import { type DocumentReading, isConfined, isForEverybody } from "./iam/statements";

/** The problem of a resource policy that is open to everybody, if it is. */
export function publicProblem(document: DocumentReading): string | undefined {
  if (document.state === "broken") return "is no policy document";
  if (document.state !== "known") return undefined;
  const open = document.statements.some(
    (one) => one.effect === "Allow" && isForEverybody(one) && !isConfined(one),
  );
  return open ? "admits everybody" : undefined;
}
