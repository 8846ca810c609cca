// The original.
import { test } from "../harness";
import { journeys } from "./one-api-steps";

test.use({ dialect: "u" });
journeys("u");
