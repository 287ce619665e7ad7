import "cdktf/lib/testing/adapters/jest";
import { Testing } from "cdktf";
import { forgetTokenTraces } from "../../constructs/foundation/token-traces";

Testing.setupJest();
forgetTokenTraces();
