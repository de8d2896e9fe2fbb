// When the session has ended: what was written is not lost to its writer, and shown to nobody else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signedIn, startBrowser, startDemo } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A form half filled in, sent after the session has ended. */
async function sentTooLate(options = {}) {
  const page = await signedIn(browser, demo, "strateg", options);
  await page.goto("/measure/new");
  await page.fill("[name=title]", "Allt som jag skrev");
  await page.click("button[value='add:progress']");
  await page.fill("[name='progress.0.text']", "Första steget är taget");
  await page.fill("[name=description]", "Två rader,\n”med” tecken");
  await page.context().clearCookies();
  await page.click("main .form-actions button[value=save]");
  return page;
}

async function enter(page, name) {
  await page.fill("#name", name);
  await page.fill("[type=password]", demo.password);
  await page.click("main button[type=submit]");
}

test("sec_08_who_sends_a_form_too_late_finds_it_filled_in_after_signing_in", async () => {
  const page = await sentTooLate();
  assert.match(await page.locator("[data-unsent]").innerText(), /Du har loggats ut.*\n.*finns kvar/s);
  assert.ok(!page.url().includes("skrev"), "what was written stands in an address");
  // A wrong password loses nothing.
  await page.fill("#name", "strateg");
  await page.fill("[type=password]", "fel lösenord helt");
  await page.click("main button[type=submit]");
  await enter(page, "strateg");
  await page.waitForSelector("[data-again]:not([hidden])");
  assert.equal(new URL(page.url()).pathname, "/measure/new");
  assert.equal(await page.inputValue("[name=title]"), "Allt som jag skrev");
  assert.equal(await page.inputValue("[name='progress.0.text']"), "Första steget är taget");
  assert.equal(await page.inputValue("[name=description]"), "Två rader,\n”med” tecken");
  const made = await page.request.get("/search?q=Allt+som+jag+skrev");
  assert.ok(!(await made.text()).includes("/measure/0"), "it was saved unasked");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "it is still kept");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("sec_08_nobody_else_at_the_same_browser_sees_what_was_written", async () => {
  const page = await sentTooLate();
  await enter(page, "it-chef");
  await page.waitForURL("**/measure/new");
  assert.equal(await page.inputValue("[name=title]"), "");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0, "it is still kept");
  await page.context().close();
});

test("sec_08_without_script_one_is_told_and_comes_back_to_the_page", async () => {
  const page = await sentTooLate({ script: false });
  assert.match(await page.locator("[data-unsent]").innerText(), /Du har loggats ut/);
  await enter(page, "strateg");
  assert.equal(new URL(page.url()).pathname, "/measure/new");
  await page.context().close();
});

test("sec_08_a_search_within_a_form_too_late_keeps_the_form", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure/new");
  await page.fill("[name=title]", "Sökte för sent");
  await page.context().clearCookies();
  const find = page.locator("input[data-find]").first();
  await find.pressSequentially("it");
  await page.waitForURL("**/sign-in?unsent=1**");
  await enter(page, "strateg");
  await page.waitForSelector("[data-again]:not([hidden])");
  assert.equal(await page.inputValue("[name=title]"), "Sökte för sent");
  await page.context().close();
});

test("sec_08_one_press_too_late_leads_back_to_the_record", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure?state=proposed");
  await page.locator("main tbody th a").first().click();
  const record = new URL(page.url()).pathname;
  await page.context().clearCookies();
  await page.locator("form[action*='/move/'] button").first().click();
  await page.waitForURL("**/sign-in?unsent=1**");
  await enter(page, "strateg");
  assert.equal(new URL(page.url()).pathname, record);
  await page.context().close();
});
