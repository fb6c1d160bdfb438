/** The component package: every class here is usable from every Pulumi language. */
export {};
