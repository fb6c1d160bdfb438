import { matches } from "../../lib/iam/patterns";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";
import { type Text, textsOf } from "../../lib/texts";

/** Properties that name where data is sent to; a bucket's name or ARN does not tell whose it is. */
const sends =
  /(^|\.)((access|connection)Logs(\[\d+\])?\.bucket|targetBucket|s3BucketName|logDestination|destinations?\S*\.bucket\w*|s3Configuration\S*\.bucketArn)$/i;

export const destinationsKnown = stackRule({
  name: "destinations-known",
  row: 88,
  title: "Data goes to buckets, and endpoints lead to services, that the program manages or names",
  controls: [],
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

function destinationsOf(resource: StackResource): readonly Text[] {
  return textsOf(resource).filter(({ property }) => sends.test(property));
}

/** The bucket's name in an ARN or by itself; nothing for another ARN. */
function bucketNamed(value: string): string | undefined {
  const inArn = /^arn:[^:]*:s3:::([^/]+)/.exec(value)?.[1];
  return inArn ?? (value === "" || value.startsWith("arn:") ? undefined : value);
}
