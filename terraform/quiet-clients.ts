/** For whatever asks AWS to import: its clients say at their first use that a version of them to come wants a newer Node. */
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
