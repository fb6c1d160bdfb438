import type { WireProperties } from "../../../drydock/offline/pack";
import { describeRules } from "../support/cases";
import {
  add,
  all,
  type Change,
  computedFrom,
  lost,
  resourceOf,
  secretOutput,
  set,
  unknown,
  unknownValue,
  unset,
  without,
} from "../mutation/graph";

const b = "balancer";

/** Adds a resource below another one. */
const below =
  (parent: string, key: string, type: string): Change =>
  (graph) => {
    const urn = graph.get(parent)?.urn ?? "";
    return new Map([
      ...graph,
      [key, { ...resourceOf(key, type, { properties: {} }), parent: urn }],
    ]);
  };

/** Users sign in before their requests are forwarded. */
const login = (clientSecret: string): WireProperties[] => [
  { type: "authenticate-oidc", authenticateOidc: { clientId: "web", clientSecret } },
  {
    type: "forward",
    targetGroupArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1",
  },
];

const networkBalancer = (
  listener: Readonly<Record<string, string | number>>,
  more: Readonly<Record<string, boolean | readonly string[]>> = {},
): Change =>
  all(
    add("nlb", "aws:lb/loadBalancer:LoadBalancer", {
      id: "nlb",
      arn: "nlb",
      loadBalancerType: "network",
      securityGroups: ["sg-balancer"],
      subnetMappings: [{ subnetId: "subnet-public-a" }, { subnetId: "subnet-public-b" }],
      enableDeletionProtection: true,
      accessLogs: { enabled: true, bucket: "log-bucket" },
      ...more,
    }),
    add("nlb-listener", "aws:lb/listener:Listener", {
      loadBalancerArn: "nlb",
      port: 443,
      certificateArn: "arn:aws:acm:us-east-2:111122223333:certificate/1",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      ...listener,
    }),
  );

const connected = (service: WireProperties) =>
  set("service", "serviceConnectConfiguration", {
    enabled: true,
    services: [{ portName: "http", ...service }],
  });

/** A rule of a web ACL that admits requests by how their path starts, before all others. */
const admitsPaths = (searchString: string) => ({
  priority: 0,
  action: { allow: {} },
  statement: {
    byteMatchStatement: {
      searchString,
      positionalConstraint: "STARTS_WITH",
      fieldToMatch: { uriPath: {} },
    },
  },
});

describeRules({
  "network-listener-encrypted": {
    bad: {
      "plain TCP": { change: networkBalancer({ protocol: "TCP" }), at: "nlb-listener" },
      "no security group": {
        change: networkBalancer({ protocol: "TLS" }, { securityGroups: [] }),
        at: "nlb",
      },
    },
    fine: {
      TLS: networkBalancer({ protocol: "TLS" }),
      "a private one": networkBalancer({ protocol: "TCP" }, { internal: true }),
    },
    unknown: { "an unknown protocol": networkBalancer({ protocol: unknownValue }) },
  },
  "listener-client-secret-computed": {
    bad: {
      "a secret in the program": {
        change: set("https", "defaultActions", login("abc1")),
        at: "https",
      },
      "a secret in a rule, of which another property is one": {
        change: all(
          set("listener-rule", "actions", login("abc1")),
          secretOutput("listener-rule", "conditions"),
        ),
        at: "listener-rule",
      },
    },
    fine: {
      "one that the program's options make a secret": all(
        set("listener-rule", "actions", login("abc1")),
        secretOutput("listener-rule", "actions"),
      ),
      "one of a client that the program creates": all(
        add("client", "aws:cognito/userPoolClient:UserPoolClient", { clientSecret: "abc1" }),
        computedFrom("https", "defaultActions", ["client"]),
        set("https", "defaultActions", login("abc1")),
      ),
      "one that is not known yet": set("https", "defaultActions", login(unknownValue)),
      "no login": set("https", "port", 443),
    },
    unknown: "a secret that is computed is no part of the program",
  },
  "http-redirects-to-https": {
    bad: {
      "plain HTTP": set("http", "defaultActions", [{ type: "forward", targetGroupArn: "arn:x" }]),
      "another status than a redirect's": set(
        "http",
        "defaultActions.0.redirect.statusCode",
        "HTTP_200",
      ),
      "a protocol in small letters": all(
        set("http", "protocol", "http"),
        set("http", "defaultActions.0.type", "forward"),
      ),
      "a redirect to HTTP": set("http", "defaultActions.0.redirect.protocol", "HTTP"),
      "the default protocol": all(unset("http", "protocol"), set("http", "defaultActions", [])),
      "a rule of the HTTP listener": {
        change: all(
          set(
            "listener-rule",
            "listenerArn",
            "arn:aws:elasticloadbalancing:us-east-2:111122223333:loadbalancer/app/web/1/80",
          ),
        ),
        at: "listener-rule",
      },
      "the older name": add("old", "aws:alb/listener:Listener", {
        protocol: "HTTP",
        defaultActions: [{ type: "forward" }],
      }),
    },
    fine: {
      TCP: all(set("http", "protocol", "TCP"), set("http", "defaultActions", [])),
      "a temporary redirect": set("http", "defaultActions.0.redirect.statusCode", "HTTP_302"),
    },
    unknown: { "unknown actions": unknown("http", "defaultActions") },
  },
  "tls-policy-modern": {
    bad: {
      "an old policy": {
        change: set("https", "sslPolicy", "ELBSecurityPolicy-2016-08"),
        at: "https",
      },
      "a protocol in small letters": all(
        set("https", "protocol", "https"),
        unset("https", "sslPolicy"),
      ),
      "the default": unset("https", "sslPolicy"),
      "no certificate": unset("https", "certificateArn"),
    },
    fine: {
      "TLS 1.3": set("https", "sslPolicy", "ELBSecurityPolicy-TLS13-1-3-2021-06"),
      "another policy that is allowed": {
        change: set("https", "sslPolicy", "ELBSecurityPolicy-FS-1-2-2019-08"),
        options: { allowedPrefixes: ["ELBSecurityPolicy-FS-1-2-"] },
      },
      "a computed certificate": unknown("https", "certificateArn"),
    },
    unknown: { "an unknown policy": unknown("https", "sslPolicy") },
  },
  "load-balancer-header-handling": {
    bad: {
      "headers kept": { change: set(b, "dropInvalidHeaderFields", false), at: b },
      "the default": unset(b, "dropInvalidHeaderFields"),
      "requests only watched": set(b, "desyncMitigationMode", "monitor"),
    },
    fine: {
      strictest: set(b, "desyncMitigationMode", "strictest"),
      "the default mode": unset(b, "desyncMitigationMode"),
      "a network load balancer": all(
        set(b, "loadBalancerType", "network"),
        unset(b, "dropInvalidHeaderFields"),
      ),
    },
    unknown: { "an unknown switch": unknown(b, "dropInvalidHeaderFields") },
  },
  "load-balancer-access-logs": {
    bad: {
      "no logs": { change: unset(b, "accessLogs"), at: b },
      "logs off": { change: set(b, "accessLogs.enabled", false), at: b },
      "an API without logs": add("api", "aws:apigatewayv2/stage:Stage", { name: "$default" }),
      "a bucket that refuses them": {
        change: unset("log-bucket-policy", "policy.json.Statement.1"),
        at: "log-bucket-policy",
      },
      "a bucket for others as well": {
        change: set("log-bucket-policy", "policy.json.Statement.2", {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::log-bucket/*",
        }),
        at: "log-bucket-policy",
      },
    },
    fine: {
      "a region's own account": set("log-bucket-policy", "policy.json.Statement.1.Principal", {
        AWS: "arn:aws:iam::033677994240:root",
      }),
      "a bucket of another stack": set(b, "accessLogs.bucket", "logs-of-the-company"),
    },
    unknown: {
      "an unknown switch": unknown(b, "accessLogs.enabled"),
      "an unknown policy": unknown("log-bucket-policy", "policy"),
    },
  },
  "load-balancer-deletion-protection": {
    bad: {
      "protection off": set(b, "enableDeletionProtection", false),
      "the default": unset(b, "enableDeletionProtection"),
    },
    fine: {
      "true as a word": set(b, "enableDeletionProtection", "true"),
      "one that is to go": all(
        set(b, "enableDeletionProtection", false),
        set(b, "tags.drydock:retire", "delete"),
      ),
    },
    unknown: { "an unknown switch": unknown(b, "enableDeletionProtection") },
  },
  "load-balancer-two-zones": {
    bad: {
      "one subnet": { change: set(b, "subnets", ["subnet-public-a"]), at: b },
      "two subnets of a zone": {
        change: all(set("public-b", "availabilityZone", "us-east-2a")),
      },
      "one mapping": all(
        unset(b, "subnets"),
        set(b, "subnetMappings", [{ subnetId: "subnet-public-a" }]),
      ),
    },
    fine: {
      mappings: all(
        unset(b, "subnets"),
        set(b, "subnetMappings", [
          { subnetId: "subnet-public-a" },
          { subnetId: "subnet-public-b" },
        ]),
      ),
      "subnets of another stack": set(b, "subnets", ["subnet-0", "subnet-1"]),
      "two unknown subnets": all(unknown(b, "subnets.0"), unknown(b, "subnets.1")),
    },
    unknown: { "an unknown list": lost(b, "subnets") },
  },
  "load-balancer-web-acl": {
    bad: { "no web ACL": { change: without("web-acl"), at: b } },
    fine: {
      "an internal one": all(without("web-acl"), set(b, "internal", true)),
      "a network load balancer": all(without("web-acl"), set(b, "loadBalancerType", "network")),
      "an association found by dependency": unknown("web-acl", "resourceArn"),
    },
    unknown: "an association that is there is there",
  },
  "web-acl-filters": {
    bad: {
      "no rules": add("acl", "aws:wafv2/webAcl:WebAcl", { defaultAction: { allow: {} } }),
      "rules that count": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        rules: [{ overrideAction: { count: {} } }, { action: { count: {} } }],
      }),
      "a rule in front that admits all": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        rules: [{ priority: 5, action: { block: {} } }, admitsPaths("/")],
      }),
    },
    fine: {
      "a rule in front that admits some": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        rules: [{ priority: 5, action: { block: {} } }, admitsPaths("/healthz")],
      }),
      "a rule that stops": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        rules: [{ overrideAction: { count: {} } }, { action: { block: {} } }],
      }),
      "refusal by default": add("acl", "aws:wafv2/webAcl:WebAcl", { defaultAction: { block: {} } }),
      "rules as text": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        ruleJson: "[]",
      }),
    },
    unknown: {
      "unknown rules": add("acl", "aws:wafv2/webAcl:WebAcl", {
        defaultAction: { allow: {} },
        rules: unknownValue,
      }),
    },
  },
  "target-group-health-check": {
    bad: {
      "no check": unset("target-group", "healthCheck"),
      "no path": unset("target-group", "healthCheck.path"),
    },
    fine: {
      "a function": all(
        set("target-group", "targetType", "lambda"),
        unset("target-group", "healthCheck"),
      ),
      "an unknown check": unknown("target-group", "healthCheck"),
      "TCP without path": all(
        set("target-group", "protocol", "TCP"),
        unset("target-group", "healthCheck.path"),
      ),
    },
    unknown: "a check that is computed is there",
  },
  "target-group-encrypted": {
    bad: {
      HTTP: set("target-group", "protocol", "HTTP"),
      "a check over HTTP": set("target-group", "healthCheck.protocol", "HTTP"),
      "Service Connect in the clear": connected({}),
    },
    fine: {
      "an unknown protocol": unknown("target-group", "protocol"),
      "Service Connect with TLS": connected({
        tls: {
          issuerCertAuthority: {
            awsPcaAuthorityArn: "arn:aws:acm-pca:us-east-2:111122223333:certificate-authority/1",
          },
        },
      }),
    },
    unknown: "protocols are literals",
  },
  "target-group-deregistration-delay": {
    bad: { "the default": unset("target-group", "deregistrationDelay") },
    fine: { "no delay": set("target-group", "deregistrationDelay", 0) },
    unknown: "a delay that is computed is set",
  },
  "required-tags": {
    bad: {
      "a tag missing": {
        change: set("vpc", "tags", { project: "shop" }),
        options: { tags: ["project", "owner"] },
      },
      "no tags": { change: (graph) => graph, options: { tags: ["project"] } },
    },
    fine: {
      "none asked for": (graph) => graph,
      "tags of the provider": {
        change: (graph) =>
          new Map(
            [...graph].map(([key, one]) => [
              key,
              { ...one, properties: { ...one.properties, tagsAll: { project: "shop" } } },
            ]),
          ),
        options: { tags: ["project"] },
      },
    },
    unknown: { "unknown tags": unknown("vpc", "tags") },
  },
  "own-account-only": {
    bad: {
      "another account's key": {
        change: set("secret", "kmsKeyId", "arn:aws:kms:us-east-2:444455556666:key/theirs"),
        at: "secret",
      },
      "another account's registry": {
        change: set(
          "definition",
          "containerDefinitions.json.0.image",
          `444455556666.dkr.ecr.us-east-2.amazonaws.com/web:1@sha256:${"b".repeat(64)}`,
        ),
        at: "definition",
        also: ["task-image-from-managed-repository"],
      },
      "another account's network": add(
        "peer",
        "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
        {
          vpcId: "vpc-1",
          peerVpcId: "vpc-9",
          peerOwnerId: "444455556666",
        },
      ),
      "an ARN inside of an address": add("authorizer", "aws:apigateway/authorizer:Authorizer", {
        authorizerUri:
          "arn:aws:apigateway:us-east-2:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-2:444455556666:function:f/invocations",
      }),
      "a document that is no policy": add(
        "all",
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        {
          policyDocument: JSON.stringify({
            DestinationArn: "arn:aws:logs:us-east-2:444455556666:destination:x",
          }),
        },
      ),
      "an image for everybody": add("image", "aws:ec2/amiLaunchPermission:AmiLaunchPermission", {
        group: "all",
      }),
      everybody: add("offer", "aws:ec2/vpcEndpointService:VpcEndpointService", {
        allowedPrincipals: ["*"],
      }),
    },
    fine: {
      "an image of AWS": set(
        "definition",
        "containerDefinitions.json.0.image",
        "906394416424.dkr.ecr.us-east-2.amazonaws.com/aws-for-fluent-bit:stable",
      ),
      "a text that names another account": set(
        "definition",
        "containerDefinitions.json.0.environment.0.value",
        "arn:aws:sqs:us-east-2:444455556666:orders",
      ),
      "a policy of AWS": add("own", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "task",
        policyArn: "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
      }),
    },
    unknown: "an account that is not known is computed from the program's own resources",
  },
  "destinations-known": {
    bad: {
      "access logs to a bucket of nobody": {
        change: set("balancer", "accessLogs.bucket", "somewhere"),
        at: "balancer",
      },
      "flow logs to a bucket of nobody": set(
        "flow-log",
        "logDestination",
        "arn:aws:s3:::somewhere/vpc",
      ),
      "an export to a bucket of nobody": add("export", "aws:dynamodb/tableExport:TableExport", {
        s3Bucket: "somewhere",
      }),
      "a name that leads to a bucket of nobody": add("files-name", "aws:route53/record:Record", {
        type: "CNAME",
        records: ["somewhere.s3-website.us-east-2.amazonaws.com"],
      }),
      "a log router that takes its settings from a bucket of nobody": set(
        "definition",
        "containerDefinitions.json.0.firelensConfiguration",
        {
          type: "fluentbit",
          options: {
            "config-file-type": "s3",
            "config-file-value": "arn:aws:s3:::somewhere/fluent.conf",
          },
        },
      ),
      "a service of somebody": {
        change: set(
          "endpoint-kms",
          "serviceName",
          "com.amazonaws.vpce.us-east-2.vpce-svc-0123456789abcdef0",
        ),
        also: ["private-service-has-endpoints"],
      },
    },
    fine: {
      "a bucket that is named": {
        change: set("balancer", "accessLogs.bucket", "central-logs-us-east-2"),
        options: { knownBuckets: ["central-logs-*"] },
      },
      "a service that is named": {
        change: set("endpoint-kms", "serviceName", "com.amazonaws.vpce.us-east-2.vpce-svc-0"),
        options: { knownEndpointServices: ["com.amazonaws.vpce.us-east-2.vpce-svc-0"] },
      },
      "an unknown bucket": unknown("balancer", "accessLogs"),
      "a name that leads to its own bucket": add("files-name", "aws:route53/record:Record", {
        type: "CNAME",
        records: ["files.s3-website.us-east-2.amazonaws.com"],
      }),
      "a name that leads elsewhere": add("name", "aws:route53/record:Record", {
        type: "CNAME",
        records: ["web.example.com"],
      }),
      "code in another bucket": add("code", "aws:lambda/function:Function", {
        s3Bucket: "artifacts",
      }),
    },
    unknown: "a bucket that is computed is one of the program's own",
  },
  "allowed-regions": {
    bad: {
      "another region": {
        change: set("vpc", "region", "us-gov-west-1"),
        options: { regions: ["us-east-2"] },
        at: "vpc",
      },
    },
    fine: {
      "no list": set("vpc", "region", "us-gov-west-1"),
      "a region of the list": {
        change: set("vpc", "region", "us-east-2"),
        options: { regions: ["us-east-2"] },
      },
    },
    unknown: "a region is a setting of the provider, never computed",
  },
  "coverage-gate": {
    bad: {
      "a type that nobody thought about": {
        change: all(
          without("topic", "web-acl"),
          add("mail", "aws:ses/domainIdentity:DomainIdentity", {}),
        ),
        also: ["load-balancer-web-acl"],
        at: "mail",
      },
      "a resource of another provider": {
        change: add("bucket-too", "aws-native:s3:Bucket", {}),
        at: "bucket-too",
      },
      "a command": { change: add("run", "command:local:Command", { create: "id" }), at: "run" },
    },
    fine: {
      "a type with a reason": all(
        without("topic"),
        add("alias", "aws:kms/alias:Alias", { name: "alias/x" }),
      ),
      "a component of somebody's own": all(
        add("shop", "shop:index:Shop", {}),
        below("shop", "alias", "aws:kms/alias:Alias"),
      ),
      "what is in the state only": all(
        without("topic"),
        add("word", "random:index/randomPassword:RandomPassword", { length: 20 }),
      ),
    },
    unknown: "types are always known",
  },
});
