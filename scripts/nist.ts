/**
 * The requirements of NIST SP 800-53 Rev. 5 that AWS says its Security Hub controls relate to, for the
 * controls of Amazon ECS and Amazon EFS
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html,
 * https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html). ECS.16, 18 and 20 and EFS.6, 7
 * and 8 have none.
 */
const privilege = ["AC-2(1)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-5", "AC-6"];

export const nistRequirements: Readonly<Record<string, readonly string[]>> = {
  "ECS.2": [
    "AC-3",
    "AC-3(7)",
    "AC-4",
    "AC-4(21)",
    "AC-6",
    "AC-21",
    "SC-7",
    "SC-7(3)",
    "SC-7(4)",
    "SC-7(9)",
    "SC-7(11)",
    "SC-7(16)",
    "SC-7(20)",
    "SC-7(21)",
  ],
  "ECS.3": ["CA-9(1)", "CM-2"],
  "ECS.4": privilege,
  "ECS.5": privilege,
  "ECS.8": ["CA-9(1)", "CM-2"],
  "ECS.9": [
    "AC-4(26)",
    "AU-2",
    "AU-3",
    "AU-6(3)",
    "AU-6(4)",
    "AU-10",
    "AU-12",
    "CA-7",
    "SC-7(9)",
    "SI-7(8)",
  ],
  "ECS.10": ["SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)"],
  "ECS.12": ["AU-6(3)", "AU-6(4)", "CA-7", "SI-2"],
  "ECS.17": privilege,
  "EFS.1": ["CA-9(1)", "CM-3(6)", "SC-7(10)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)"],
  "EFS.2": ["CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "SC-5(2)", "SI-12", "SI-13(5)"],
  "EFS.3": ["AC-6(10)"],
  "EFS.4": ["AC-6(2)"],
};
