import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";

/** An input that the AWS provider's SDK declares, at any depth. */
export interface DeclaredInput {
  /** `networkConfiguration.assignPublicIp`; a list has `0` for its first item. */
  readonly path: readonly string[];
  readonly type: "boolean" | "number" | "string";
  readonly isList: boolean;
  readonly documentation: string;
}

const provider = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));
const deepest = 5;

/** Every resource type of the provider. */
export function allTypes(): string[] {
  const files = readdirSync(provider, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /^\w+\/\w+\.js$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(provider, file), "utf8");
      return /__pulumiType = ['"](aws:[\w/]+:\w+)['"]/.exec(text)?.[1] ?? [];
    });
}

/** Every scalar input of a resource type, such as `aws:ecs/service:Service`. */
export function inputsOf(type: string): readonly DeclaredInput[] {
  const [, module = "", name = ""] = type.split(":");
  const source = parsed(join(provider, `${module}.d.ts`));
  const args = source.statements.find(
    (one): one is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(one) && one.name.text === `${name}Args`,
  );
  return args === undefined ? [] : [...inputsIn(args, [])];
}

function* inputsIn(
  declaration: ts.InterfaceDeclaration,
  path: readonly string[],
): Generator<DeclaredInput> {
  if (path.length > deepest) return;
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const text = member.type.getText();
    const isList = /\[\]/.test(text);
    const own = [...path, member.name.getText()];
    const [, namespace = "", nested = ""] = /inputs\.(\w+)\.(\w+)/.exec(text) ?? [];
    const inner = nestedTypes().get(`${namespace}.${nested}`);
    if (inner !== undefined) yield* inputsIn(inner, isList ? [...own, "0"] : own);
    const [scalar] = /\b(boolean|number|string)\b/.exec(text) ?? [];
    if (nested !== "" || scalar === undefined) continue;
    yield { path: own, type: toScalar(scalar), isList, documentation: documentationOf(member) };
  }
}

function toScalar(text: string): DeclaredInput["type"] {
  return text === "boolean" || text === "number" ? text : "string";
}

function documentationOf(node: ts.Node): string {
  const text = node.getFullText();
  return text.slice(0, text.length - node.getText().length).replaceAll(/\s*\*\s*/g, " ");
}

let kept: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;

/** Types of nested inputs, as `ecs.ServiceNetworkConfiguration`. */
function nestedTypes(): ReadonlyMap<string, ts.InterfaceDeclaration> {
  if (kept !== undefined) return kept;
  const found = new Map<string, ts.InterfaceDeclaration>();
  for (const one of parsed(join(provider, "types/input.d.ts")).statements) {
    if (!ts.isModuleDeclaration(one) || one.body === undefined) continue;
    if (!ts.isModuleBlock(one.body)) continue;
    for (const inner of one.body.statements) {
      if (ts.isInterfaceDeclaration(inner)) found.set(`${one.name.text}.${inner.name.text}`, inner);
    }
  }
  kept = found;
  return found;
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}
