// The fork with UUIDs.
import { test } from "../harness";
import { channelWrites } from "./one-api-channels";
import { journeys } from "./one-api-steps";
import { writes } from "./one-api-writes";

test.use({ dialect: "f2" });
journeys("f2");
writes("f2");
channelWrites("f2");
