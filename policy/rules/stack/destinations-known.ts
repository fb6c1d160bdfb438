import { matches } from "../../lib/iam/patterns";
import { keptByObject } from "../../lib/kept";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";
import { type Text, textsOf } from "../../lib/texts";

/** Properties that name where data is sent to, or what says so; a bucket's name or ARN does not tell whose it is. */
const sends =
  /(^|\.)((access|connection)Logs(\[\d+\])?\.bucket|targetBucket|s3Bucket(Name|Arn)?|config-file-value|logDestination|destinations?\S*\.bucket\w*|s3Configuration\S*\.bucketArn)$/i;

export const destinationsKnown = stackRule({
  name: "destinations-known",
  row: 88,
  title: "Data goes to buckets, and endpoints lead to services, that the program manages or names",
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "Names of buckets and endpoint services do not tell whose they are: a misspelt one may be anybody's.",
  fix: "Refer to a bucket of this stack, or list the name in knownBuckets or knownEndpointServices of this policy.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html",
  options: {
    knownBuckets: {
      schema: {
        type: "array",
        items: { type: "string", minLength: 3, maxLength: 63 },
        default: [],
        description: "Buckets outside of the stack that logs may go to. * matches any text.",
      },
      stricter: "fewer",
    },
    knownEndpointServices: {
      schema: {
        type: "array",
        items: { type: "string", pattern: "^com\\.amazonaws\\.vpce\\." },
        default: [],
        description: "Services of others that a VPC endpoint may lead to.",
      },
      stricter: "fewer",
    },
  },
  kinds: [],
  check({ stack, options, report }) {
    const buckets = options.strings("knownBuckets");
    for (const resource of stack.resources.filter(({ type }) => type.startsWith("aws:"))) {
      for (const { property, value } of destinationsOf(resource)) {
        const name = bucketNamed(value);
        if (name === undefined || stack.named("bucket", name) !== undefined) continue;
        if (buckets.some((pattern) => matches(pattern, name))) continue;
        report(resource, { problem: "sends data to a bucket that nobody has named", property });
      }
    }
    const services = options.strings("knownEndpointServices");
    for (const endpoint of stack.ofKind("vpcEndpoint")) {
      const service = known(readString(endpoint.properties, "serviceName")) ?? "";
      if (!service.startsWith("com.amazonaws.vpce.") || services.includes(service)) continue;
      report(endpoint, {
        problem: "leads to a service of somebody whom nobody has named",
        property: "serviceName",
      });
    }
  },
});

const destinationsOf = keptByObject((resource: StackResource): readonly Text[] => {
  // A function takes its code from there.
  if (resource.type.startsWith("aws:lambda/")) return [];
  return textsOf(resource).filter(
    ({ property, key, value }) =>
      sends.test(property) || (key === "records" && bucketHost.test(value)),
  );
});

/** The address of a bucket: whoever creates one of that name answers for the record's name. */
const bucketHost = /^(.+?)\.s3(-website)?[.-]([a-z0-9-]+\.)?amazonaws\.com\.?$/;

/** The bucket's name in an ARN, in an address or by itself; nothing for another ARN. */
function bucketNamed(value: string): string | undefined {
  const inHost = bucketHost.exec(value)?.[1];
  if (inHost !== undefined) return inHost;
  const inArn = /^arn:[^:]*:s3:::([^/]+)/.exec(value)?.[1];
  return inArn ?? (value === "" || value.startsWith("arn:") ? undefined : value);
}
