import { type Document, isMap as isYamlMap, isSeq, parseDocument, YAMLSeq } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import type { Tree } from "./paths";
import { isRoot } from "drydock-components/model/privileges";

/** A finding of a mandatory policy that an imported container keeps, since it keeps what Compose gives it. */
export interface AcceptedFinding {
  readonly rule: string;
  /** The service of the stack file. */
  readonly service: string;
  /** The service again, or one of its sidecars. */
  readonly container: string;
}

const reasons: Readonly<Record<string, string>> = {
  "container-root-filesystem-read-only":
    "as in Compose, it may write to its own files; try readonlyRootFilesystem with scratch folders",
  "container-user-not-root": "as in Compose, it starts as root; try user, or an unprivileged image",
};

/** The findings of a stack file's containers. */
export function acceptedFindings(config: Tree): AcceptedFinding[] {
  const services = Object.entries(treeOf(config["drydock:services"]));
  return services.flatMap(([service, value]) => {
    const main = treeOf(value);
    const containers: [string, Tree][] = [
      [service, main],
      ...Object.entries(treeOf(main["sidecars"])).map(([name, one]): [string, Tree] => [
        name,
        treeOf(one),
      ]),
    ];
    return containers.flatMap(([container, { readonlyRootFilesystem, user }]) =>
      [
        ...(readonlyRootFilesystem === false ? ["container-root-filesystem-read-only"] : []),
        ...(typeof user === "string" && isRoot(user) ? ["container-user-not-root"] : []),
      ].map((rule) => ({ rule, service, container })),
    );
  });
}

function treeOf(value: unknown): Tree {
  return isMap(value) ? value : {};
}

/** Where and by whom findings are accepted. */
export interface Acceptance {
  readonly stack: string;
  readonly project: string;
  /** The Compose file's name. */
  readonly source: string;
  readonly owner: string;
  /** The last day, as YYYY-MM-DD. */
  readonly expires: string;
}

/**
 * Adds findings to the text of an exemption file, in place of those of an earlier import of the same stack.
 *
 * @returns undefined if the text is not an exemption file
 */
export function withExemptions(
  text: string,
  findings: readonly AcceptedFinding[],
  acceptance: Acceptance,
): string | undefined {
  const document = parseDocument(text);
  const list = document.errors.length > 0 ? undefined : listIn(document);
  if (list === undefined) return undefined;
  const { stack, project, source, owner, expires } = acceptance;
  const ticket = `import of ${source}`;
  const prefix = `urn:pulumi:${stack}::${project}::`;
  list.items = list.items.filter((item) => {
    const entry: unknown = isYamlMap(item) ? item.toJSON() : undefined;
    return !(isMap(entry) && entry["ticket"] === ticket && String(entry["urn"]).startsWith(prefix));
  });
  for (const { rule, service, container } of findings) {
    list.items.push(
      document.createNode({
        rule,
        urn: `${prefix}*aws:ecs/taskDefinition:TaskDefinition::${service}`,
        container,
        reason: reasons[rule],
        owner,
        expires,
        ticket,
      }),
    );
  }
  list.flow = false;
  return document.toString({ lineWidth: 0 });
}

/** The list of a file, which may be empty; undefined if the file holds something else. */
function listIn(document: Document.Parsed): YAMLSeq | undefined {
  document.contents ??= parseDocument("{}").contents;
  if (!isYamlMap(document.contents)) return undefined;
  if (document.get("exemptions") == null) document.set("exemptions", new YAMLSeq());
  document.contents.flow = false;
  const list = document.get("exemptions");
  return isSeq(list) ? list : undefined;
}
