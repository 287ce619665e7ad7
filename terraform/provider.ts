import { readFileSync } from "node:fs";
import type { Provider } from "./provider-mirror";

/** The AWS provider that the installed bindings were generated for, which is the one that the synthesized JSON pins. */
export function awsProvider(platform: string): Provider {
  const { cdktf } = JSON.parse(readFileSync(require.resolve("@cdktf/provider-aws/package.json"), "utf8")) as {
    readonly cdktf: { readonly provider: { readonly name: string; readonly version: string } };
  };
  return { source: cdktf.provider.name, version: cdktf.provider.version, platform };
}
