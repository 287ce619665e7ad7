/** What a variable of the process environment means to the programs. */
export interface ProgramVariable {
  readonly meaning: string;
  /** What holds without it, as Markdown. */
  readonly without: string;
}

/** Every variable that a program reads itself and that is no setting of a synth. What only Terraform or a client of AWS reads is theirs to explain. */
export const programVariables: Readonly<Record<string, ProgramVariable>> = {
  CDKTF_OUTDIR: { meaning: "Folder that is synthesized into, and in which Terraform runs", without: "`cdktf.out`" },
  CHROMIUM_PATH: { meaning: "Chromium, for `npm run test:browser`", without: "the first one on the `PATH`" },
  CI: { meaning: "Shows plain lines also on a terminal; a tool that a test lacks is a failure", without: "none" },
  EMULATOR_HOME: { meaning: "Folder for what emulators leave behind: states, logs and where one runs", without: "`.emulator`" },
  NO_PROXY: { meaning: "Hosts that are asked directly, to which the emulator's is added", without: "none" },
  OHI_BOOTSTRAP: { meaning: "Folder that keeps the bootstrap's state until it is in the bucket", without: "`.bootstrap`" },
  OHI_PLANS: { meaning: "Folder of the plans that are kept", without: "`.plans`" },
  TERRAFORM_BINARY_NAME: { meaning: "Terraform, by its name on the `PATH` or its path", without: "`terraform`" },
  TF_CLI_CONFIG_FILE: { meaning: "Terraform's own configuration, which goes before every mirror", without: "none" },
  TF_PLUGIN_CACHE_DIR: { meaning: "Terraform's cache of providers, which is searched, too", without: "`~/.terraform.d/plugin-cache`" },
  TF_PLUGIN_MIRROR: {
    meaning: "Folder from which Terraform installs its provider",
    without: "one found on this machine, or else Terraform's registry",
  },
};
