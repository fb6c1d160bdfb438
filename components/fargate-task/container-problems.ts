import { quotas } from "../facts/quotas";
import type { ArgumentProblem } from "../internal/arguments";
import type { ContainerArgs, SecretVariableArgs } from "./args";
import { portName } from "./container-definitions";

/** What is wrong with one container, looked at alone. */
export function containerProblems(container: ContainerArgs, path: string): ArgumentProblem[] {
  return [
    ...nameProblems(container, path),
    ...limitProblems(container, path),
    ...variableProblems(container, path),
    ...mountProblems(container, path),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
function nameProblems(container: ContainerArgs, path: string): ArgumentProblem[] {
  const { name, containerPort } = container;
  const propertyPath = `${path}.name`;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
    return [
      {
        propertyPath,
        reason: `"${name}" may hold only letters, digits, hyphens and underscores, 1 to 255 of them.`,
      },
    ];
  }
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
  if (containerPort === undefined || /^[a-z0-9_][a-z0-9_-]{0,63}$/.test(portName(container))) {
    return [];
  }
  return [
    {
      propertyPath,
      reason: `"${name}" becomes the name of its port, ${portName(container)}: AWS takes up to 64 lower-case letters, digits, hyphens and underscores there, no hyphen first.`,
    },
  ];
}

function limitProblems(container: ContainerArgs, path: string): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const stop = container.stopTimeoutSeconds;
  const most = quotas.fargate.stopTimeoutSeconds;
  if (stop !== undefined && (stop < 2 || stop > most)) {
    problems.push({
      propertyPath: `${path}.stopTimeoutSeconds`,
      reason: `${stop} is outside 2 to ${most}, which is Fargate's limit.`,
    });
  }
  const port = container.containerPort;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65535)) {
    problems.push({
      propertyPath: `${path}.containerPort`,
      reason: `${port} is not a port: 1 to 65535.`,
    });
  }
  const files = container.envFileArns?.length ?? 0;
  if (files > quotas.ecs.environmentFilesPerContainer) {
    problems.push({
      propertyPath: `${path}.envFileArns`,
      reason: `${files} files are more than the ${quotas.ecs.environmentFilesPerContainer} a container may have; put some together.`,
    });
  }
  return problems;
}

function variableProblems(container: ContainerArgs, path: string): ArgumentProblem[] {
  const secrets = container.secrets ?? [];
  const plain = new Set(Object.keys(container.environment ?? {}));
  return secrets.flatMap((variable, index) => {
    const at = `${path}.secrets[${index}]`;
    const problems = sourceProblems(variable, at);
    if (plain.has(variable.name)) {
      problems.push({
        propertyPath: `${at}.name`,
        reason: `${variable.name} is set in environment too, and ECS refuses a variable that is set twice; remove one.`,
      });
    }
    if (secrets.findIndex((other) => other.name === variable.name) !== index) {
      problems.push({
        propertyPath: `${at}.name`,
        reason: `${variable.name} is given twice; remove one.`,
      });
    }
    return problems;
  });
}

function sourceProblems(variable: SecretVariableArgs, path: string): ArgumentProblem[] {
  const { secretArn, parameterArn, key, stage, versionId } = variable;
  if ((secretArn === undefined) === (parameterArn === undefined)) {
    return [
      {
        propertyPath: path,
        reason: `${variable.name} needs one source: secretArn or parameterArn.`,
      },
    ];
  }
  if (
    parameterArn !== undefined &&
    [key, stage, versionId].some((part) => part !== undefined && part !== "")
  ) {
    return [
      {
        propertyPath: path,
        reason: `${variable.name} is a parameter: key, stage and versionId are for secrets only.`,
      },
    ];
  }
  if (stage !== undefined && versionId !== undefined) {
    return [
      {
        propertyPath: path,
        reason: `${variable.name} gives stage and versionId; ECS takes one of them.`,
      },
    ];
  }
  return [];
}

function mountProblems(container: ContainerArgs, path: string): ArgumentProblem[] {
  const problems: ArgumentProblem[] = [];
  const seen = new Set<string>();
  const see = (mountPath: string, propertyPath: string) => {
    if (!mountPath.startsWith("/")) {
      problems.push({ propertyPath, reason: `"${mountPath}" is not an absolute path.` });
    } else if (seen.has(mountPath)) {
      problems.push({ propertyPath, reason: `${mountPath} is mounted twice in this container.` });
    }
    seen.add(mountPath);
  };
  container.scratch?.forEach((folder, index) => {
    see(folder, `${path}.scratch[${index}]`);
  });
  container.volumes?.forEach((volume, index) => {
    const at = `${path}.volumes[${index}]`;
    see(volume.mountPath, `${at}.mountPath`);
    if (!/^\/[^/]/.test(volume.directory)) {
      problems.push({
        propertyPath: `${at}.directory`,
        reason: `"${volume.directory}" must be a folder below the root, such as /${volume.name}: the root would open all of the file system.`,
      });
    }
    for (const id of ["uid", "gid"] as const) {
      if (!Number.isInteger(volume[id]) || volume[id] < 1) {
        problems.push({
          propertyPath: `${at}.${id}`,
          reason: `${volume[id]} is not a whole number from 1; 0 is root, which an access point would give every right.`,
        });
      }
    }
  });
  return problems;
}
