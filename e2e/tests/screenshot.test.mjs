// README's picture: made anew with `SCREENSHOT=1 cargo xtask test --only browser`, else only looked for.
import assert from "node:assert/strict";
import { mkdirSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { signedIn, startBrowser, startDemo } from "../browser.mjs";

const file = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

test("README's picture is there", async () => {
  if (process.env.SCREENSHOT) {
    const demo = await startDemo();
    const browser = await startBrowser();
    const page = await signedIn(browser, demo, "strateg", { width: 1280 });
    mkdirSync(new URL("../../docs/", import.meta.url), { recursive: true });
    await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: 800 } });
    await browser.close();
    await demo.stop();
  }
  assert.ok(statSync(file).size > 10_000);
});
