// When the session has ended: what was written stays with its writer, and nothing of it lies in the browser.
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
  await page.fill("[name='progress.0.date']", "2026-11-02");
  await page.fill("[name='progress.0.percent']", "10");
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

/** Signs in in a new tab of the same browser, as the page advises. */
async function signInBeside(page, name) {
  const [beside] = await Promise.all([page.context().waitForEvent("page"), page.click("[data-signed-out] a")]);
  await enter(beside, name);
  await beside.waitForURL("**/");
  await beside.close();
}

test("sec_08_nobody_else_sends_in_ones_name_what_one_wrote", async () => {
  const page = await sentTooLate();
  await page.waitForSelector("[data-signed-out]:not([hidden])");
  await signInBeside(page, "it-chef");
  await page.click("main .form-actions button[value=save]");
  await page.waitForTimeout(500);
  assert.equal(new URL(page.url()).pathname, "/measure/new");
  const made = await page.request.get("/search?q=Allt+som+jag+skrev");
  assert.ok(!(await made.text()).includes("/measure/0"), "it was saved by another");
  await page.context().close();
});

test("sec_08_what_is_sent_too_late_stays_on_its_page_until_one_has_signed_in", async () => {
  const page = await sentTooLate();
  await page.waitForSelector("[data-signed-out]:not([hidden])");
  assert.equal(await page.inputValue("[name=title]"), "Allt som jag skrev");
  const [stored, local] = await page.evaluate(() => [sessionStorage.length, localStorage.length]);
  assert.deepEqual([stored, local], [0, 0], "something lies in the browser");
  await signInBeside(page, "strateg");
  await page.click("main .form-actions button[value=save]");
  await page.waitForURL(/measure\/[0-9a-f-]{36}/);
  assert.match(await page.locator("h1").innerText(), /Allt som jag skrev/);
  assert.match(await page.locator("main").innerText(), /Första steget är taget/);
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
  await page.locator("input[data-find]").first().pressSequentially("it");
  await page.waitForSelector("[data-signed-out]:not([hidden])");
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
