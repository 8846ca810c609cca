// The fork with UUIDs.
import { test } from "../harness";
import { channelWrites } from "./one-api-channels";
import { logs } from "./one-api-logs";
import { keysAndCodes } from "./one-api-own-keys";
import { userWrites } from "./one-api-users";
import { journeys } from "./one-api-steps";
import { hazards } from "./one-api-hazards";
import { channelPrices } from "./one-api-channel-prices";
import { mappings } from "./one-api-mappings";
import { ratios } from "./one-api-ratios";
import { channelVersions, versions } from "./one-api-versions";
import { setup } from "./one-api-setup";
import { writes } from "./one-api-writes";

test.use({ dialect: "f2" });
journeys("f2");
writes("f2");
ratios("f2");
mappings("f2");
channelPrices("f2");
hazards("f2");
versions("f2");
channelVersions("f2");
setup("f2");
channelWrites("f2");
userWrites("f2");
keysAndCodes("f2");
logs("f2");
