// The fork with integer ids, which differs from the others in details only.
import { expect, test } from "../harness";
import { channelPrices } from "./one-api-channel-prices";
import { channelVersions } from "./one-api-versions";
import { setup } from "./one-api-setup";
import { connect, openChannel } from "./one-api-steps";

test.use({ dialect: "f1" });

channelPrices("f1");
channelVersions("f1");
setup("f1");

test("a gateway with numbers and totals is read", async ({ page, sandbox }) => {
  await sandbox.plant("channels", [{ id: 700, name: "numbered", type: 3, status: 1, group: "default,vip", models: "gpt-4o" }]);
  await connect(page, sandbox);
  await expect(page.getByText("Root · fork with numbers")).toBeVisible();
  const drawer = await openChannel(page, "numbered");
  await expect(drawer).toContainText("700");
  await expect(drawer).toContainText("billed at 0.5, the lowest ratio among its groups");
});
