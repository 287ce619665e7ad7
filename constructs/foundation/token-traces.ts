import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

/**
 * Keeps cdktf from recording where each token was made.
 *
 * It takes a whole stack trace for every reference between resources, a tenth of a synth's time, and nothing prints it. Errors keep their own traces.
 */
export function forgetTokenTraces(): void {
  stackTrace.captureStackTrace = () => [];
}
