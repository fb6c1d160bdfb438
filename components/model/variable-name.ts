/**
 * The name of an environment variable. Docker and Amazon ECS pass on any; a shell cannot read one with dots, but programs
 * such as Elasticsearch are set up that way (`discovery.type`).
 */
export const variableNamePattern = /^[A-Za-z_][A-Za-z0-9_.]*$/;

/** The allowed form of the name. */
export const variableNameForm = "letters, digits, underscores and dots, not starting with a digit";
