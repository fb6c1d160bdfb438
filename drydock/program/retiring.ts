/** What `drydock:retire` does to the resources of a component, by transforms: the components know nothing of it. */
import * as pulumi from "@pulumi/pulumi";
import { type Retirement, retireTag } from "drydock-components/model/retire";

/** Resources with data, and what a delete needs besides Pulumi's consent. A secret and a key keep their waiting period. */
const withData: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  "aws:efs/fileSystem:FileSystem": {},
  "aws:secretsmanager/secret:Secret": {},
  "aws:kms/key:Key": {},
  "aws:ecr/repository:Repository": { forceDelete: true },
  "aws:s3/bucket:Bucket": { forceDestroy: true },
  "aws:lb/loadBalancer:LoadBalancer": { enableDeletionProtection: false },
};

/** What stays with them: who may use them, how they are encrypted, what is in them. */
const staysWithData = [
  "aws:s3/",
  "aws:ecr/lifecyclePolicy:",
  "aws:secretsmanager/secretRotation:",
  "aws:efs/fileSystemPolicy:",
  "aws:efs/backupPolicy:",
];

/** Choices by the start of a type; the empty one is for all types. */
type Choices = Readonly<Record<string, Retirement | undefined>>;

/** Options of a component whose resources are retired. */
export function retiring(
  options: pulumi.ComponentResourceOptions,
  choices: Choices,
): pulumi.ComponentResourceOptions {
  const made = Object.entries(choices).filter(([, choice]) => choice !== undefined);
  if (made.length === 0) return options;
  const transform: pulumi.ResourceTransform = ({ custom, type, props, opts }) => {
    const [, choice] = made.find(([start]) => type.startsWith(start)) ?? [];
    if (!custom || choice === undefined) return undefined;
    const settings = withData[type];
    const stays = settings !== undefined || staysWithData.some((start) => type.startsWith(start));
    const { tags }: { readonly tags?: pulumi.Input<Record<string, string>> } = props;
    return {
      props: {
        ...props,
        ...(choice === "delete" ? settings : {}),
        ...(settings === undefined ? {} : { tags: withTag(tags, choice) }),
      },
      opts: {
        ...opts,
        protect: false,
        ...(choice === "keep" && stays ? { retainOnDelete: true } : {}),
      },
    };
  };
  return { ...options, transforms: [transform] };
}

const withTag = (tags: pulumi.Input<Record<string, string>> | undefined, choice: Retirement) =>
  pulumi.output(tags).apply((own) => ({ ...own, [retireTag]: choice }));
