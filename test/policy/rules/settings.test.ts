import type { WireProperties } from "../../../drydock/offline/pack";
import { add, all, type Change, set, unknownValue } from "../mutation/graph";
import { machine } from "../mutation/good-additions";
import { describeRules } from "../support/cases";

const one = (type: string, properties: WireProperties): Change => add("one", type, properties);
const distribution = (changes: WireProperties): Change =>
  one("aws:cloudfront/distribution:Distribution", {
    origins: [
      { domainName: "files.s3.us-east-2.amazonaws.com", originAccessControlId: "E1" },
      { domainName: "files.s3-website.us-east-2.amazonaws.com" },
      { domainName: "web.example.com" },
    ],
    webAclId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1",
    loggingConfig: { bucket: "log-bucket.s3.amazonaws.com" },
    ...changes,
  });
const container = "containerDefinitions.json.0";
const password = ["hunter", "22!"].join("");
const issued = ["ghp", "_", "Zk3vQ8mT1xW7yR5nB2cD4fG6hJ9kL0pSaUeI"].join("");

describeRules({
  "settings-keep-protection": {
    bad: {
      "a switch by its name": one("aws:sagemaker/domain:Domain", { publiclyAccessible: "True" }),
      "a protection that is turned off": one("aws:workspaces/workspace:Workspace", {
        rootVolumeEncryptionEnabled: false,
      }),
      "old TLS in a list": one("aws:cloudfront/other:Other", {
        origins: [{ customOriginConfig: { originSslProtocols: ["TLSv1.2", "TLSv1"] } }],
      }),
      "old TLS by its policy": one("aws:apigateway/domainName:DomainName", {
        securityPolicy: "TLS_1_0",
      }),
      "the world in a list of addresses": one("aws:eks/cluster:Cluster", {
        vpcConfig: { publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] },
      }),
      "an access list for all users": one("aws:s3/other:Other", {
        grants: [{ grantee: { uri: "http://acs.amazonaws.com/groups/global/AllUsers" } }],
      }),
      "plain HTTP": one("aws:cloudwatch/eventApiDestination:EventApiDestination", {
        invocationEndpoint: "http://example.com/hook",
      }),
      "an engine's parameter": one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
        parameters: [{ name: "require_secure_transport", value: "OFF" }],
      }),
      "a switch inside of what it is about": one("aws:ec2clientvpn/endpoint:Endpoint", {
        connectionLogOptions: { enabled: false },
      }),
      "a watcher that is off": one("aws:guardduty/detector:Detector", { enable: false }),
      "an event rule that is off": {
        change: one("aws:cloudwatch/eventRule:EventRule", {
          eventPattern: "{}",
          state: "DISABLED",
        }),
        also: ["service-alarms-have-actions"],
      },
      "every site with its visitors' cookies": one("aws:apigatewayv2/api:Api", {
        corsConfiguration: { allowOrigins: ["https://*"], allowCredentials: true },
      }),
      "a list that has to name somebody": one("aws:apigatewayv2/authorizer:Authorizer", {
        jwtConfiguration: { audiences: [] },
      }),
      "a method for everybody": one("aws:apigateway/method:Method", {
        httpMethod: "ANY",
        authorization: "NONE",
      }),
      "a plain call in a state machine": machine({
        Type: "Task",
        End: true,
        Resource: "arn:aws:states:::http:invoke",
        Parameters: { ApiEndpoint: "http://api.example.com/orders" },
      }),
      "a variable of a container": set("definition", `${container}.environment.1`, {
        name: "NODE_TLS_REJECT_UNAUTHORIZED",
        value: "0",
      }),
      "a variable of a function": one("aws:lambda/function:Function", {
        runtime: "nodejs22.x",
        environment: { variables: { HTTP_INSECURE_SKIP_VERIFY: "true" } },
      }),
      "a debugger for everybody": set("definition", `${container}.command`, [
        "node",
        "--inspect=0.0.0.0:9229",
        "server.js",
      ]),
      "an option of a log driver": set("definition", `${container}.logConfiguration.options`, {
        "awslogs-group": "/ecs/web",
        "awslogs-region": "us-east-2",
        "awslogs-stream-prefix": "web",
        mode: "non-blocking",
        "max-buffer-size": "25m",
        "splunk-insecureskipverify": "true",
      }),
      "a volume of the host": {
        change: set("definition", "volumes.1", { name: "docker", hostPath: "/var/run" }),
      },
      "a short password": one("aws:iam/accountPasswordPolicy:AccountPasswordPolicy", {
        minimumPasswordLength: 6,
      }),
      "a sender that everybody is": one("aws:route53/record:Record", {
        type: "TXT",
        records: ["v=spf1 +all"],
      }),
      "name servers elsewhere": one("aws:route53/resolverRule:ResolverRule", {
        targetIps: [{ ip: "203.0.113.53" }],
      }),
      "a setting in JSON text": one(
        "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
        {
          policy: JSON.stringify([{ AllowFromPublic: true }]),
        },
      ),
    },
    fine: {
      "what protects": one("aws:workspaces/workspace:Workspace", {
        rootVolumeEncryptionEnabled: true,
        publiclyAccessible: false,
        securityPolicy: "TLS_1_2",
        invocationEndpoint: "https://example.com/hook",
        protocols: ["SFTP", "FTPS"],
        publicAccessCidrs: ["198.51.100.0/24"],
        parameters: [{ name: "rds.force_ssl", value: "1" }],
      }),
      "switches of what protects nothing": one("aws:any/thing:Thing", {
        stickiness: { enabled: false },
        state: "DISABLED",
        enable: false,
      }),
      "a schedule that is off": one("aws:cloudwatch/eventRule:EventRule", {
        scheduleExpression: "rate(1 day)",
        state: "DISABLED",
      }),
      "what browsers ask first": one("aws:apigateway/method:Method", {
        httpMethod: "OPTIONS",
        authorization: "NONE",
      }),
      "sites that are named": one("aws:apigatewayv2/api:Api", {
        corsConfiguration: { allowOrigins: ["https://shop.example.com"], allowCredentials: true },
      }),
      "every site without cookies": one("aws:apigatewayv2/api:Api", {
        corsConfiguration: { allowOrigins: ["*"] },
      }),
      "variables and words that protect": all(
        set("definition", `${container}.environment.1`, {
          name: "NODE_TLS_REJECT_UNAUTHORIZED",
          value: "1",
        }),
        set("definition", `${container}.environment.2`, {
          name: "DATABASE_OPTIONS",
          value: "sslmode=verify-full",
        }),
        set("definition", `${container}.healthCheck`, {
          command: ["CMD-SHELL", "curl -fsS http://localhost:8080/healthz || exit 1"],
        }),
        set("definition", `${container}.command`, ["node", "--inspect=127.0.0.1:9229"]),
      ),
      "senders that are named, and name servers of the network": all(
        one("aws:route53/record:Record", {
          type: "TXT",
          records: ["v=spf1 include:amazonses.com -all"],
        }),
        add("resolver", "aws:route53/resolverRule:ResolverRule", {
          targetIps: [{ ip: "10.0.0.2" }],
        }),
      ),
      "the same machine": one("aws:any/thing:Thing", { endpoint: "http://localhost:8080" }),
      "what is not known": one("aws:any/thing:Thing", {
        publiclyAccessible: unknownValue,
        securityPolicy: unknownValue,
      }),
    },
    unknown:
      "a setting that tells is written in the program; what is computed is looked at by the type's own rule",
  },
  "no-secrets-in-settings": {
    bad: {
      "a variable of a build": one("aws:codebuild/project:Project", {
        environment: { environmentVariables: [{ name: "DB_PASSWORD", value: password }] },
      }),
      "a parameter that is not encrypted": one("aws:ssm/parameter:Parameter", {
        name: "/shop/db-password",
        type: "String",
        value: password,
      }),
      "a script": one("aws:ec2/instance:Instance", {
        userDataBase64: Buffer.from(`#!/bin/sh\nexport DB_PASSWORD=${password}\n`).toString(
          "base64",
        ),
      }),
      "the input of an event": one("aws:cloudwatch/eventTarget:EventTarget", {
        input: JSON.stringify({ nested: { api_key: issued } }),
      }),
      "a name that the program gave": one("aws:cognito/identityProvider:IdentityProvider", {
        providerDetails: { client_secret: issued },
      }),
      "a header": one("aws:cloudfront/other:Other", {
        customHeaders: [{ name: "X-Origin-Token", value: issued }],
      }),
    },
    fine: {
      "a variable that names a secret": one("aws:codebuild/project:Project", {
        environment: {
          environmentVariables: [
            { name: "DB_PASSWORD", value: "shop/db:password", type: "SECRETS_MANAGER" },
          ],
        },
      }),
      "a parameter that is encrypted": one("aws:ssm/parameter:Parameter", {
        name: "/shop/db-password",
        type: "SecureString",
        value: password,
      }),
      "an input that the provider keeps": one("aws:rds/instance:Instance", {
        storageEncrypted: true,
        kmsKeyId: "arn:aws:kms:us-east-2:111122223333:key/1",
        backupRetentionPeriod: 14,
        deletionProtection: true,
        password,
      }),
      "hashes that only differ": set("service", "triggers", {
        "secret:database": "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
      }),
      "a verification in a record": one("aws:route53/record:Record", {
        type: "TXT",
        records: ["aBcD3fGh1jKlMn0pQrStUvWxYz123456789_-AbCdEf"],
      }),
      "what is not known": one("aws:codebuild/project:Project", {
        environment: { environmentVariables: [{ name: "DB_PASSWORD", value: unknownValue }] },
      }),
    },
    unknown: "a value that is computed is no text of the program",
  },
  "distribution-guarded": {
    bad: {
      "a bucket that is read as anybody does": distribution({
        origins: [{ domainName: "files.s3.us-east-2.amazonaws.com" }],
      }),
      "no web ACL": distribution({ webAclId: "" }),
      "no logs": distribution({ loggingConfig: null }),
    },
    fine: {
      "all of it": distribution({}),
      "what is computed": distribution({
        origins: [{ domainName: unknownValue }],
        webAclId: unknownValue,
      }),
    },
    unknown: { "unknown origins": distribution({ origins: unknownValue }) },
  },
});
