/** The bare synth of AWS CDK for comparison: no policies, one mode. Never a dependency of this project. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const packages = ["aws-cdk-lib@2.276.0", "constructs@10.8.1"];

/** Services like those of `generateStack`: image, port, variable, secret, volume, scaling. Argument: how many. */
const program = `
const { App, Stack, aws_ec2: ec2, aws_ecs: ecs, aws_efs: efs, aws_secretsmanager: secrets } = require("aws-cdk-lib");
const app = new App({ outdir: require("node:path").join(__dirname, "out") });
const stack = new Stack(app, "bench", { env: { region: "us-east-2" } });
const vpc = new ec2.Vpc(stack, "network", { maxAzs: 3, natGateways: 0 });
const cluster = new ecs.Cluster(stack, "cluster", { vpc });
const secret = new secrets.Secret(stack, "shared");
const files = new efs.FileSystem(stack, "files", { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
for (let index = 0; index < Number(process.argv[2]); index++) {
  const task = new ecs.FargateTaskDefinition(stack, "task" + index, { cpu: 256, memoryLimitMiB: 512 });
  task.addVolume({ name: "data", efsVolumeConfiguration: { fileSystemId: files.fileSystemId, transitEncryption: "ENABLED" } });
  const container = task.addContainer("main", {
    image: ecs.ContainerImage.fromRegistry("111122223333.dkr.ecr.us-east-2.amazonaws.com/s" + index + ":1"),
    portMappings: [{ containerPort: 8080 }],
    environment: { NAME: "s" + index },
    secrets: { TOKEN: ecs.Secret.fromSecretsManager(secret, "TOKEN") },
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: "s" + index }),
  });
  container.addMountPoints({ containerPath: "/data", sourceVolume: "data", readOnly: false });
  const service = new ecs.FargateService(stack, "s" + index, {
    cluster,
    taskDefinition: task,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  service.connections.allowTo(files, ec2.Port.tcp(2049));
  service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 4 }).scaleOnCpuUtilization("cpu", { targetUtilizationPercent: 60 });
}
app.synth();
`;

/** Installs CDK into a temporary folder. */
export function installCdk(): { readonly app: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "drydock-bench-cdk-"));
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder];
  execFileSync("npm", ["install", ...options, ...packages], { stdio: "ignore" });
  const app = join(folder, "app.js");
  writeFileSync(app, program);
  return {
    app,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
