// The original.
import { test } from "../harness";
import { channelWrites } from "./one-api-channels";
import { logs } from "./one-api-logs";
import { keysAndCodes } from "./one-api-own-keys";
import { userWrites } from "./one-api-users";
import { journeys } from "./one-api-steps";
import { hazards } from "./one-api-hazards";
import { ratios } from "./one-api-ratios";
import { mappings } from "./one-api-mappings";
import { rawText } from "./one-api-raw-text";
import { versions } from "./one-api-versions";
import { setup } from "./one-api-setup";
import { writes } from "./one-api-writes";

test.use({ dialect: "u" });
journeys("u");
writes("u");
ratios("u");
mappings("u");
hazards("u");
versions("u");
rawText("u");
setup("u");
channelWrites("u");
userWrites("u");
keysAndCodes("u");
logs("u");
