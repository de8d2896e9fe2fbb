// Passkeys, with a keeper that the browser itself plays: made, used in place of the password, taken away.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, startBrowser, startDemo, violations } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  // Passkeys belong to a named host.
  demo.address = demo.address.replace("127.0.0.1", "localhost");
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A page whose browser keeps passkeys, unlocked by a finger that is always there (`seen`), or never. */
async function withKeeper(seen = true) {
  const page = await newPage(browser, { baseURL: demo.address });
  const talk = await page.context().newCDPSession(page);
  await talk.send("WebAuthn.enable");
  const { authenticatorId } = await talk.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: seen },
  });
  page.keeper = (what, more = {}) => talk.send(`WebAuthn.${what}`, { authenticatorId, ...more });
  return page;
}

async function byPassword(page, name) {
  await page.goto("/sign-in");
  await page.fill("#name", name);
  await page.fill("[type=password]", demo.password);
  await page.click("form[action='/sign-in'] button");
}

const usePasskey = (page) => page.click("form[action='/sign-in/passkey'] button");

test("sec_08_a_passkey_is_added_and_signs_in_without_a_password", async () => {
  const page = await withKeeper();
  await byPassword(page, "strateg");
  await page.goto("/account/passkeys");
  assert.deepEqual(await violations(page), []);
  await page.fill("#passkey", "Provtelefon");
  await page.fill("#password-now", demo.password);
  await page.click("form[data-passkey-new] button");
  await page.waitForURL(/done=passkey/);
  assert.match(await page.locator("main").innerText(), /Provtelefon/);
  assert.equal((await page.keeper("getCredentials")).credentials.length, 1);

  await page.context().clearCookies();
  await page.goto("/measure");
  await usePasskey(page);
  await page.waitForURL(/\/measure$/);
  await page.goto("/account/sessions");
  assert.match(await page.locator("main table").innerText(), /Två steg/);
  assert.deepEqual(page.faults, []);

  // The password alone is no longer enough; the passkey is the second step.
  await page.context().clearCookies();
  await byPassword(page, "strateg");
  await page.waitForURL(/sign-in\/code/);
  assert.deepEqual(await violations(page), []);
  await usePasskey(page);
  await page.waitForURL((url) => url.pathname === "/");

  await page.goto("/account/passkeys");
  await page.click("form[action='/account/passkeys/end'] button");
  await page.waitForURL(/done=passkey-ended/);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await usePasskey(page);
  await page.locator("[role=alert]").first().waitFor();
  assert.match(await page.locator("main").innerText(), /gick inte att använda/);
  await page.context().close();
});

test("sec_08_a_keeper_that_is_not_unlocked_opens_nothing_and_says_so", async () => {
  const page = await withKeeper(false);
  await byPassword(page, "it-chef");
  await page.goto("/account/passkeys");
  await page.fill("#passkey", "Låst");
  await page.fill("#password-now", demo.password);
  await page.click("form[data-passkey-new] button");
  await page.locator("[data-passkey-failed]:visible").waitFor();
  assert.equal((await page.keeper("getCredentials")).credentials.length, 0);
  await page.context().close();
});
