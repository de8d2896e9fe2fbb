// Governing documents as their users meet them: what held on a day, the text of then, revisions, reading, and open pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage, picture, signedIn, startBrowser, startDemo, violations } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const text = (page) => page.locator("main").innerText();

/** How many pixels a page is wider than its window. */
const over = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("doc_03_one_asks_what_held_on_a_day_and_takes_the_list_along", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.locator("nav.menu details.group:has(a[href='/board/documents']) > summary").click();
  await page.click("nav.menu a[href='/board/documents']");
  assert.match(await text(page), /har gått ut/);
  await page.fill("#on", "2024-01-24");
  await page.click("form.filters button");
  assert.match(page.url(), /on=2024-01-24/);
  const expired = page.locator("main table tr", { hasText: "Utgånget" });
  assert.equal(await expired.count(), 2);
  assert.match(await expired.first().innerText(), /2024-01-05|2023-08-11/);
  assert.deepEqual(await violations(page), []);
  for (const form of ["PDF", "Word", "Excel"]) {
    const href = await page.locator("ul.documents a", { hasText: form }).first().getAttribute("href");
    assert.equal((await page.request.get(href)).status(), 200, form);
  }
  await page.context().close();
});

test("doc_09_the_text_of_then_is_read_from_the_documents_page", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/board/documents");
  await page.locator("main table a", { hasText: "Informationssäkerhetspolicy" }).first().click();
  await page.click("main a[href$='/text']");
  assert.match(await text(page), /i proportion till informationens värde/);
  await page.fill("#on", "2020-01-01");
  await page.click("form.filters button");
  assert.match(await text(page), /bara nås av den som ska ha den/);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("t32_a_revision_without_the_right_to_decide_is_seen_and_stopped", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/board/documents/revisions");
  assert.match(await text(page), /inte given till den rollen/);
  assert.deepEqual(await violations(page), []);
  await page.locator("main table a", { hasText: "nya rapporteringstider" }).click();
  await page.locator("main summary", { hasText: "Fler steg" }).click();
  await page.locator("main button", { hasText: "Lämna till beslut" }).click();
  assert.match(await text(page), /inte given till den rollen/);
  await page.context().close();
});

test("doc_08_one_is_asked_to_read_and_confirms", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  await page.locator("main a", { hasText: "Läs Informationssäkerhetspolicy" }).first().click();
  assert.deepEqual(await violations(page), []);
  await page.locator("main form[action$='/confirm'] button").click();
  assert.match(await text(page), /Du läste versionen/);
  await page.goto("/");
  assert.doesNotMatch(await text(page), /Läs Informationssäkerhetspolicy/);
  await page.context().close();
});

test("doc_08_anybody_reads_what_is_published_and_no_more", async () => {
  const page = await newPage(browser, { baseURL: demo.address });
  await page.goto("/published");
  assert.deepEqual(await violations(page), []);
  await page.locator("main table a", { hasText: "Informationssäkerhetspolicy" }).click();
  assert.match(await text(page), /i proportion till informationens värde/);
  assert.deepEqual(await violations(page), []);
  await page.goto("/document");
  assert.match(page.url(), /sign-in/);
  await page.context().close();
});

test("the pages fit a phone and a screen, in light and dark", async () => {
  const paths = ["", "/revisions", "/boards", "/requirements", "/known"].map((path) => `/board/documents${path}`);
  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const page = await signedIn(browser, demo, "strateg", { scheme, width });
      const stranger = await newPage(browser, { scheme, width, baseURL: demo.address });
      await page.goto("/document");
      const policy = await page.locator("main table a", { hasText: "Informationssäkerhetspolicy" }).first().getAttribute("href");
      const visits = [...paths, policy, `${policy}/text`].map((path) => [page, path]);
      visits.push([stranger, "/published"], [stranger, policy.replace("/document", "/published")]);
      for (const [where, path] of visits) {
        await where.goto(path);
        assert.ok((await over(where)) <= 0, `${path} is ${await over(where)} pixels too wide at ${width}`);
        const name = path.replace(/[0-9a-f-]{36}/, "policy").replaceAll("/", "-");
        await picture(where, `documents${name}-${width}-${scheme}`);
      }
      await stranger.context().close();
      await page.context().close();
    }
  }
});
