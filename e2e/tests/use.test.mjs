// What people do: look at a past date, work without script, report progress, search, take the list along.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signedIn, startBrowser, startDemo, violations } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("sec_06_a_past_date_is_plain_to_see_and_follows_every_link", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure?as-of=2025-12-31");
  assert.match(await page.locator(".band").innerText(), /2025-12-31/);
  assert.deepEqual(await violations(page), []);
  const link = page.locator("main table a[href*='/measure/']").first();
  await link.click();
  assert.match(page.url(), /as-of=2025-12-31/);
  assert.equal(await page.locator("main form[method=post]").count(), 0, "the past offers a change");
  await page.locator(".band a").click();
  assert.equal(await page.locator(".band").count(), 0);
  await page.context().close();
});

test("sec_06_the_date_picker_turns_the_page_that_one_is_on", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure?state=in-progress");
  await page.fill("#as-of", "2025-06-30");
  await page.press("#as-of", "Enter");
  await page.waitForURL(/as-of=2025-06-30/);
  assert.match(page.url(), /state=in-progress/);
  await page.context().close();
});

test("a measure is reported, found and exported without script", async () => {
  const page = await signedIn(browser, demo, "strateg", { script: false });
  await page.goto("/improvement/new");
  await page.fill("[name=title]", "Larm utan mottagare");
  await page.fill("[name=found]", "2026-11-02");
  await page.selectOption("[name=improvement_type]", { index: 1 });
  await page.click("main .form-actions button[value=save]");
  assert.match(await page.locator("h1").innerText(), /Larm utan mottagare/, await page.locator("main").innerText());
  await page.goto("/search?q=larm");
  assert.match(await page.locator("main").innerText(), /Larm utan mottagare/);
  const file = await page.request.get("/improvement/export.xlsx?q=larm");
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 2).toString(), "PK");
  await page.context().close();
});

test("a form that breaks rules says all that is wrong and keeps what was written", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/improvement/new");
  await page.evaluate(() => document.querySelectorAll("main form").forEach((form) => { form.noValidate = true; }));
  await page.fill("[name=description]", "Det här får inte försvinna.");
  await page.click("main .form-actions button[value=save]");
  await page.locator("[role=alert]:not([hidden]), .error-summary").first().waitFor();
  assert.equal(await page.inputValue("[name=description]"), "Det här får inte försvinna.");
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("the search is reached by Ctrl+K and by number", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure");
  const number = (await page.locator("main table").innerText()).match(/ÅTG-\d{4}-\d+/)[0];
  await page.keyboard.press("Control+k");
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/(search|measure\/)/);
  assert.match(await page.locator("main").innerText(), new RegExp(number));
  await page.context().close();
});

for (const script of [true, false]) {
  test(`enter in a search beside a field searches and saves nothing, ${script ? "with" : "without"} script`, async () => {
    const page = await signedIn(browser, demo, "strateg", { script });
    await page.goto("/measure/new");
    const field = page.locator("input[name='causes.find']");
    await page.fill("[name=title]", "Ska inte sparas");
    await field.fill("behörigheter");
    await field.press("Enter");
    await page.locator("#f-causes-found", { hasText: /träff/ }).waitFor();
    await page.waitForLoadState();
    assert.match(page.url(), /\/measure\/new/);
    assert.equal(await page.inputValue("[name=title]"), "Ska inte sparas");
    assert.equal(await page.locator("main [role=alert]:not([hidden])").count(), 0, "the record was saved, or tried");
    await page.context().close();
  });
}

test("a search tells what it came to while one types", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure/new");
  const [field, told] = [page.locator("input[name='causes.find']"), page.locator("#f-causes-found")];
  await field.pressSequentially("behörigheter");
  await page.locator("#f-causes-found", { hasText: /träff/ }).waitFor();
  assert.equal(await told.getAttribute("role"), "status");
  await field.fill("xyzzy");
  await page.locator("#f-causes-found", { hasText: "Inget hittades för ”xyzzy”" }).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("ism_16_progress_is_one_step_from_the_measure", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/measure?state=in-progress");
  await page.goto(await page.locator("main table a[href^='/measure/']").first().getAttribute("href"));
  const measure = new URL(page.url()).pathname;
  await page.goto(`${measure}/edit?add=progress`);
  const row = page.locator("fieldset fieldset:focus");
  await row.waitFor();
  assert.ok(await row.evaluate((one) => one.getBoundingClientRect().top < innerHeight), "the new row is not in sight");
  assert.match(await row.locator("legend").first().innerText(), /^Rad \d+$/);
  await page.context().close();
});

test("no column is cut and the filters leave room for the list", async () => {
  const page = await signedIn(browser, demo, "strateg");
  for (const width of [1280, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["/breaches", "/measure", "/recommendation"]) {
      await page.goto(path);
      const cut = await page.$$eval(".table-wrap", (all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
      assert.equal(cut, 0, `${path} at ${width}`);
    }
  }
  await page.goto("/measure");
  assert.ok(await page.locator("#f-q").isVisible());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/measure");
  assert.ok(!await page.locator("#f-q").isVisible(), "the filters are folded on a narrow screen");
  await page.click(".unfold > summary");
  assert.ok(await page.locator("#f-q").isVisible());
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});
