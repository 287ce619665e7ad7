import type { ProcessEnvironment } from "../terraform/process-group";

/** The account that the emulator answers for, unless a stack allows only another one. */
export const emulatorAccount = "123456789012";

/** Credentials that are none. */
export const emulatorKeys = { access_key: "emulator", secret_key: "emulator" } as const;

/**
 * Terraform and the provider spend a fifth of their time on collecting garbage among the provider's schema, which never is any: let them do it less
 * often, up to a size at which several still fit into a small machine.
 */
const garbageCollection = { GOGC: "400", GOMEMLIMIT: "1GiB" } as const;

/**
 * The environment for programs that are to talk to an emulator and to nothing else.
 *
 * Every variable that AWS tools read is dropped, and the files in which they look for credentials are replaced by nothing, so that a run
 * against the emulator cannot reach an account of anybody. Terraform's own switches are dropped too: a run is the same for everybody.
 */
export function emulatorEnvironment(environment: ProcessEnvironment, url: string): ProcessEnvironment {
  const kept = Object.entries(environment).filter(([name]) => !/^(AWS_|TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE$|TF_DATA_DIR$)/.test(name));
  const local = [environment["NO_PROXY"] ?? environment["no_proxy"], new URL(url).hostname].filter(Boolean).join(",");
  return {
    ...garbageCollection,
    ...Object.fromEntries(kept),
    NO_PROXY: local,
    no_proxy: local,
    AWS_ENDPOINT_URL: url,
    // Some calls name the account before the host, 123456789012.127.0.0.1, which is no address: whoever honours this asks the emulator for it.
    HTTP_PROXY: url,
    http_proxy: url,
    AWS_ACCESS_KEY_ID: emulatorKeys.access_key,
    AWS_SECRET_ACCESS_KEY: emulatorKeys.secret_key,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
