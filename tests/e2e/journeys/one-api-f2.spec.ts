// The fork with UUIDs.
import { test } from "../harness";
import { journeys } from "./one-api-steps";

test.use({ dialect: "f2" });
journeys("f2");
