import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Ingress, type IngressArgs } from "drydock-components";
import { listenerAccess } from "../../components/ingress/listener-access";
import { accountId } from "../../drydock/offline/cloud/facts";
import { register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const base = { vpcId: "vpc-0a1", subnetIds: ["subnet-0a1", "subnet-0b2"] };
const ingress =
  (args: Partial<IngressArgs> = {}) =>
  () =>
    new Ingress("front", { ...base, ...args });

/** Shows what AWS is asked for; whether a handshake succeeds only a real load balancer can show. */
describe("Ingress", () => {
  const withDomain = { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" };
  const notFound = [
    {
      type: "fixed-response",
      fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
    },
  ];

  it("is a load balancer that is closed, protected and logged by default", async () => {
    const { update } = await registerInBothModes(ingress());
    assert.deepEqual(update.names, [
      "aws:ec2/securityGroup:SecurityGroup front",
      "aws:lb/listener:Listener front-http",
      "aws:lb/loadBalancer:LoadBalancer front",
      "aws:s3/bucket:Bucket front-logs",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration front-logs",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls front-logs",
      "aws:s3/bucketPolicy:BucketPolicy front-logs",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock front-logs",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration front-logs",
      "aws:s3/bucketVersioning:BucketVersioning front-logs",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule front-http-0-0-0-0-0",
      "drydock:index:Ingress front",
    ]);
    assert.deepEqual(update.one("LoadBalancer").inputs, {
      loadBalancerType: "application",
      internal: false,
      subnets: base.subnetIds,
      securityGroups: [update.one("ec2/securityGroup:SecurityGroup").outputs["id"]],
      idleTimeout: 60,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      accessLogs: { bucket: update.one("s3/bucket:Bucket").outputs["id"], enabled: true },
    });
  });

  it("answers 404 over HTTP where there is no domain", async () => {
    const registered = await register(() => {
      const { url, listenerArn } = ingress()();
      return { url, listenerArn };
    });
    const listener = registered.one("Listener");
    assert.deepEqual([listener.inputs["port"], listener.inputs["protocol"]], [80, "HTTP"]);
    assert.deepEqual(listener.inputs["defaultActions"], notFound);
    assert.deepEqual(registered.capture.outputs, {
      url: `http://${text(registered.one("LoadBalancer").outputs["dnsName"])}`,
      listenerArn: listener.outputs["arn"],
    });
  });

  it("serves a domain over TLS 1.3 and 1.2, redirects HTTP, and proves that it owns the domain", async () => {
    const { update } = await registerInBothModes(() => {
      const { url, listenerArn } = ingress(withDomain)();
      return { url, listenerArn };
    });
    const certificate = update.one("acm/certificate:Certificate");
    assert.deepEqual(certificate.inputs, {
      domainName: "shop.example.com",
      validationMethod: "DNS",
    });
    const validation = update.one("CertificateValidation");
    const proof = update.one("Record", "front-validation");
    assert.deepEqual(validation.inputs["validationRecordFqdns"], [proof.outputs["fqdn"]]);
    assert.equal(proof.inputs["allowOverwrite"], true);

    const https = update.one("Listener", "front-https");
    assert.equal(https.inputs["port"], 443);
    assert.equal(https.inputs["sslPolicy"], "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
    assert.equal(https.inputs["certificateArn"], certificate.outputs["arn"]);
    assert.ok(
      https.dependencies.includes(validation.urn),
      "the certificate has to be issued first",
    );
    assert.deepEqual(https.inputs["defaultActions"], notFound);
    assert.deepEqual(update.one("Listener", "front-http").inputs["defaultActions"], [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } },
    ]);
    const record = update.one("Record", "front");
    assert.deepEqual([record.inputs["name"], record.inputs["type"]], ["shop.example.com", "A"]);
    assert.deepEqual(update.capture.outputs, {
      url: "https://shop.example.com",
      listenerArn: https.outputs["arn"],
    });
  });

  it("uses a certificate it is given, and leaves DNS alone without a hosted zone", async () => {
    const certificateArn = "arn:aws:acm:us-east-2:111122223333:certificate/1";
    const registered = await register(ingress({ certificateArn, domain: "shop.example.com" }));
    assert.equal(
      registered.one("Listener", "front-https").inputs["certificateArn"],
      certificateArn,
    );
    assert.deepEqual(registered.all("acm/certificate:Certificate"), []);
    assert.deepEqual(registered.all("route53/record:Record"), []);
  });

  it("serves further names on the same listener, each with its certificate and records", async () => {
    const certificateArn = "arn:aws:acm:us-east-2:111122223333:certificate/1";
    const { update } = await registerInBothModes(
      ingress({
        ...withDomain,
        moreDomains: [
          { domain: "www.example.com", hostedZoneId: "Z0123456789EXAMPLF" },
          { domain: "shop.example.org", certificateArn },
        ],
      }),
    );
    const listenerArn = update.one("Listener", "front-https").outputs["arn"];
    const issued = update.one("CertificateValidation", "front-www-example-com");
    assert.deepEqual(
      update.all("ListenerCertificate").map(({ name, inputs }) => [name, inputs]),
      [
        ["front-shop-example-org", { listenerArn, certificateArn }],
        [
          "front-www-example-com",
          { listenerArn, certificateArn: issued.outputs["certificateArn"] },
        ],
      ],
    );
    assert.deepEqual(
      update
        .all("route53/record:Record")
        .filter(({ inputs }) => inputs["type"] === "A")
        .map(({ name, inputs }) => [name, inputs["zoneId"], inputs["name"]]),
      [
        ["front", "Z0123456789EXAMPLE", "shop.example.com"],
        ["front-www-example-com", "Z0123456789EXAMPLF", "www.example.com"],
      ],
    );
  });

  it("reaches tasks that share a group by one rule for each port", async () => {
    const { update } = await registerInBothModes(ingress({ sharedPorts: [8080, 9090] }));
    const id = (name: string) => update.one("ec2/securityGroup:SecurityGroup", name).outputs["id"];
    assert.deepEqual(
      [...update.all("SecurityGroupEgressRule"), ...update.all("SecurityGroupIngressRule")]
        .filter(({ name }) => name.startsWith("front-tasks"))
        .map(({ name, inputs }) => [
          name,
          inputs["fromPort"],
          inputs["securityGroupId"],
          inputs["referencedSecurityGroupId"],
        ]),
      [
        ["front-tasks-8080-out", 8080, id("front"), id("front-tasks")],
        ["front-tasks-9090-out", 9090, id("front"), id("front-tasks")],
        ["front-tasks-8080-in", 8080, id("front-tasks"), id("front")],
        ["front-tasks-9090-in", 9090, id("front-tasks"), id("front")],
      ],
    );
  });

  it("is a network load balancer without a listener of its own, with logs that AWS may deliver", async () => {
    const { update } = await registerInBothModes(
      ingress({ type: "network", listenerPorts: [5432], crossZone: false }),
    );
    const { subnets, securityGroups, accessLogs, ...settings } = update.one("LoadBalancer").inputs;
    assert.deepEqual(settings, {
      loadBalancerType: "network",
      internal: false,
      enableCrossZoneLoadBalancing: false,
      enableDeletionProtection: true,
    });
    assert.ok(subnets !== undefined && securityGroups !== undefined && accessLogs !== undefined);
    assert.deepEqual(update.all("lb/listener:Listener"), []);
    const [open] = update.all("SecurityGroupIngressRule");
    assert.deepEqual([open?.name, open?.inputs["toPort"]], ["front-tcp-5432-0-0-0-0-0", 5432]);
    const policy = JSON.stringify(update.one("s3/bucketPolicy:BucketPolicy").inputs["policy"]);
    assert.match(policy, /delivery\.logs\.amazonaws\.com/);
    assert.match(policy, /s3:GetBucketAcl/);
    assert.doesNotMatch(policy, /logdelivery/);
  });

  it("redirects and answers by rules of its own", async () => {
    const { update } = await registerInBothModes(
      ingress({
        redirects: {
          www: { hosts: ["www.example.com"], toHost: "example.com", priority: 3 },
          old: { paths: ["/old/*"], toPath: "/new/#{path}", permanent: false, priority: 4 },
        },
        responses: { down: { status: 503, body: "<p>Back soon", format: "html", priority: 5 } },
      }),
    );
    assert.deepEqual(
      update
        .all("ListenerRule")
        .map(({ name, inputs }) => [
          name,
          inputs["priority"],
          inputs["conditions"],
          inputs["actions"],
        ]),
      [
        [
          "front-redirect-www",
          3,
          [{ hostHeader: { values: ["www.example.com"] } }],
          [{ type: "redirect", redirect: { host: "example.com", statusCode: "HTTP_301" } }],
        ],
        [
          "front-redirect-old",
          4,
          [{ pathPattern: { values: ["/old/*"] } }],
          [{ type: "redirect", redirect: { path: "/new/#{path}", statusCode: "HTTP_302" } }],
        ],
        [
          "front-response-down",
          5,
          [{ pathPattern: { values: ["/*"] } }],
          [
            {
              type: "fixed-response",
              fixedResponse: {
                contentType: "text/html",
                messageBody: "<p>Back soon",
                statusCode: "503",
              },
            },
          ],
        ],
      ],
    );
  });

  it("opens the listeners' ports to the ranges that are allowed, and has no egress of its own", async () => {
    const registered = await register(
      ingress({ ...withDomain, allowedCidrs: ["10.0.0.0/8", "203.0.113.0/24"] }),
    );
    assert.deepEqual(
      registered
        .all("SecurityGroupIngressRule")
        .map(({ name, inputs }) => [
          name,
          inputs["cidrIpv4"],
          inputs["fromPort"],
          inputs["toPort"],
        ]),
      [
        ["front-http-10-0-0-0-8", "10.0.0.0/8", 80, 80],
        ["front-http-203-0-113-0-24", "203.0.113.0/24", 80, 80],
        ["front-https-10-0-0-0-8", "10.0.0.0/8", 443, 443],
        ["front-https-203-0-113-0-24", "203.0.113.0/24", 443, 443],
      ],
    );
    assert.deepEqual(registered.all("SecurityGroupEgressRule"), []);
  });

  it("lets Elastic Load Balancing write this account's logs, over TLS, and nobody else", async () => {
    const registered = await register(ingress());
    const arn = text(registered.one("s3/bucket:Bucket").outputs["arn"]);
    const policy = registered.one("BucketPolicy");
    assert.deepEqual(registered.json(policy, "policy"), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyUnencryptedTransport",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": ["false"] } },
        },
        {
          Sid: "DeliverAccessLogs",
          Effect: "Allow",
          Principal: { Service: ["logdelivery.elasticloadbalancing.amazonaws.com"] },
          Action: ["s3:PutObject"],
          Resource: [`${arn}/AWSLogs/${accountId}/*`],
          Condition: {
            ArnLikeIfExists: {
              "aws:SourceArn": [
                `arn:aws:elasticloadbalancing:us-east-2:${accountId}:loadbalancer/*`,
              ],
            },
          },
        },
      ],
    });
    assert.ok(
      registered.one("LoadBalancer").dependencies.includes(policy.urn),
      "Elastic Load Balancing tries the bucket when logs are turned on",
    );
  });

  it("knows the bucket's policy in a preview, so that policies can check it before it is made", async () => {
    const registered = await register(ingress(), { preview: true });
    assert.match(
      JSON.stringify(registered.json(registered.one("BucketPolicy"), "policy")),
      /"arn:aws:s3:::front-logs-[^"]+\/AWSLogs\//,
    );
  });

  it("closes the log bucket, encrypts it as Elastic Load Balancing can write it, and empties it in time", async () => {
    const registered = await register(ingress({ logRetentionDays: 14 }));
    const bucket = registered.one("s3/bucket:Bucket").outputs["id"];
    assert.deepEqual(registered.one("BucketPublicAccessBlock").inputs, {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(registered.one("BucketServerSideEncryptionConfiguration").inputs["rules"], [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    assert.deepEqual(registered.one("BucketOwnershipControls").inputs["rule"], {
      objectOwnership: "BucketOwnerEnforced",
    });
    assert.deepEqual(registered.one("BucketVersioning").inputs["versioningConfiguration"], {
      status: "Enabled",
    });
    const rules = JSON.stringify(registered.one("BucketLifecycleConfiguration").inputs["rules"]);
    assert.match(rules, /"abortIncompleteMultipartUpload":\{"daysAfterInitiation":7\}/);
    assert.match(rules, /"expiration":\{"days":14\}/);
    assert.match(rules, /"noncurrentVersionExpiration":\{"noncurrentDays":1\}/);
  });

  for (const deletable of [true, false]) {
    it(`${deletable ? "can" : "cannot"} be deleted with its logs when deletable is ${deletable}`, async () => {
      const registered = await register(ingress({ deletable }));
      const bucket = registered.one("s3/bucket:Bucket");
      assert.equal(bucket.inputs["forceDestroy"], deletable);
      assert.equal(bucket.protect, !deletable);
      assert.equal(registered.one("LoadBalancer").inputs["enableDeletionProtection"], !deletable);
    });
  }

  it("has no bucket without access logs", async () => {
    const registered = await register(ingress({ accessLogs: false }));
    assert.deepEqual(registered.all("s3/bucket:Bucket"), []);
    assert.equal(registered.one("LoadBalancer").inputs["accessLogs"], undefined);
  });

  it("is internal, slower to hang up, and behind a web ACL where asked to be", async () => {
    const webAclArn = "arn:aws:wafv2:us-east-2:111122223333:regional/webacl/shop/1";
    const registered = await register(
      ingress({ internal: true, idleTimeoutSeconds: 300, webAclArn }),
    );
    const { inputs, outputs } = registered.one("LoadBalancer");
    assert.deepEqual([inputs["internal"], inputs["idleTimeout"]], [true, 300]);
    assert.deepEqual(registered.one("WebAclAssociation").inputs, {
      resourceArn: outputs["arn"],
      webAclArn,
    });
  });
});

describe("listenerAccess", () => {
  it("is port 80 without TLS, 80 and 443 with it, for every range", () => {
    assert.deepEqual(listenerAccess(false, ["0.0.0.0/0"]), [
      { key: "http-0-0-0-0-0", protocol: "HTTP", port: 80, cidr: "0.0.0.0/0" },
    ]);
    assert.deepEqual(
      listenerAccess(true, ["10.0.0.0/8", "10.1.0.0/16"]).map(({ key }) => key),
      ["http-10-0-0-0-8", "http-10-1-0-0-16", "https-10-0-0-0-8", "https-10-1-0-0-16"],
    );
  });
});

describe("arguments of an Ingress", () => {
  const domain = "a.example.com";
  const hostedZoneId = "Z0123456789EXAMPLE";
  const certificateArn = "arn:aws:acm:us-east-2:111122223333:certificate/1";

  const possible: Partial<IngressArgs>[] = [
    { domain, hostedZoneId },
    { domain, certificateArn },
    { domain, hostedZoneId: pulumi.output("late"), certificateArn: pulumi.output("late") },
    { idleTimeoutSeconds: 1 },
    { idleTimeoutSeconds: 4000 },
    { allowedCidrs: ["10.0.0.1/32"] },
  ];
  possible.forEach((args, index) => {
    it(`may be those of row ${index + 1}`, async () => {
      assert.deepEqual(await refusals(ingress(args)), []);
    });
  });

  const impossible: [Partial<IngressArgs>, string][] = [
    [{ domain }, "domain"],
    [{ hostedZoneId }, "hostedZoneId"],
    [{ certificateArn }, "certificateArn"],
    [{ domain: "shop", hostedZoneId }, "domain"],
    [{ domain, certificateArn: "arn:aws:acm:us-east-2:111122223333:key/1" }, "certificateArn"],
    [{ webAclArn: "arn:aws:wafv2:us-east-2:111122223333:global/webacl/shop/1" }, "webAclArn"],
    [{ allowedCidrs: [] }, "allowedCidrs"],
    [{ allowedCidrs: ["10.0.0.0"] }, "allowedCidrs[0]"],
    [{ allowedCidrs: ["10.0.0.0/33"] }, "allowedCidrs[0]"],
    [{ allowedCidrs: ["10.0.0.1/8"] }, "allowedCidrs[0]"],
    [{ allowedCidrs: ["::/0"] }, "allowedCidrs[0]"],
    [{ allowedCidrs: ["10.0.0.0/8", "10.0.0.0/8"] }, "allowedCidrs[1]"],
    [{ idleTimeoutSeconds: 0 }, "idleTimeoutSeconds"],
    [{ idleTimeoutSeconds: 4001 }, "idleTimeoutSeconds"],
    [{ idleTimeoutSeconds: 1.5 }, "idleTimeoutSeconds"],
  ];
  for (const [args, argument] of impossible) {
    it(`may not be ${JSON.stringify(args)}`, async () => {
      const told = await refusals(ingress(args));
      assert.deepEqual(
        told.map((line) => line.split(": ")[0]),
        [argument],
      );
    });
  }

  it("are refused in the words of the stack file", async () => {
    assert.deepEqual(await refusals(ingress({ domain })), [
      "domain: A domain needs a certificate, and there is no hosted zone to prove that it is yours. " +
        "Allowed: domain with hostedZoneId, with certificateArn, or with both. " +
        "Add hostedZoneId to create a certificate, or certificateArn to use an existing one.",
    ]);
  });
});

function text(value: unknown): string {
  assert.ok(typeof value === "string");
  return value;
}
