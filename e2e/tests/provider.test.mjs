// Signing in at the organisation's own service: a real one that is there and back, and one that lies.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newPage, program, startBrowser, violations } from "../browser.mjs";
import { CLIENT, SECRET, startLiar, startProvider } from "../provider.mjs";

let stadga, browser, region, liar;

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** `stadga serve` in a new folder, with two sign-in services and the first administrator's link. */
async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "stadga-e2e-"));
  const port = await freePort();
  const address = `http://localhost:${port}`;
  [region, liar] = [await startProvider(address), await startLiar()];
  const provider = (key, name, issuer) => `
[[provider]]
key = "${key}"
name = "${name}"
issuer = "${issuer}"
client_id = "${CLIENT}"
secret_variable = "TEST_SECRET"
two_factor = ["loa3"]
[provider.roles]
Granskare = "auditor"
`;
  writeFileSync(join(folder, "stadga.toml"), `
data = "${folder}/data"
organisation = "Region Prov"
address = "127.0.0.1:${port}"
origin = "${address}"
${provider("region", "Regionen", region.issuer)}${provider("liar", "Lögnen", liar.issuer)}`);
  const config = join(folder, "stadga.toml");
  const env = { ...process.env, TEST_SECRET: SECRET };
  const child = spawn(program, ["serve", "--config", config, "--log", "warn"], {
    env, stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  await new Promise((served, fail) => {
    child.once("exit", (code) => fail(new Error(`stadga serve ended with ${code}; it said:\n${said}`)));
    child.stdout.on("data", (text) => {
      said += text;
      if (/serves/.test(said)) served();
    });
  });
  // Where nobody sits at a terminal, the link is asked for.
  const told = execFileSync(program, ["invite", "--config", config], { env, encoding: "utf8" });
  const [invitation] = told.match(/http:\S+\/invitation\/\S+/);
  const stop = () => new Promise((done) => {
    child.removeAllListeners("exit");
    child.once("exit", () => { rmSync(folder, { recursive: true }); done(); });
    child.kill("SIGINT");
  });
  return { address, invitation, stop };
}

before(async () => {
  stadga = await serve();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await stadga?.stop();
  await region?.stop();
  await liar?.stop();
});

const page = () => newPage(browser, { baseURL: stadga.address });

/** The service's own forms: who one is, and that Stadga may know it. */
async function atProvider(page, name) {
  await page.waitForURL(new RegExp(`${region.issuer}/interaction/`));
  await page.fill("[name=login]", name);
  await page.fill("[name=password]", "vad som helst");
  await page.click("button[type=submit]");
  await page.waitForURL(/interaction/);
  if (await page.locator("text=Authorize").count()) await page.click("button[type=submit]");
}

test("sec_08_an_invitation_joins_the_account_to_the_organisations_sign_in", async () => {
  const administrator = await page();
  await administrator.goto(stadga.invitation);
  assert.deepEqual(await violations(administrator), []);
  await administrator.click("text=Logga in med Regionen");
  await atProvider(administrator, "adm-1");
  await administrator.waitForURL(`${stadga.address}/`);
  // What the service's own pages lack is not ours to mend.
  administrator.faults.length = 0;
  await administrator.goto("/account");
  assert.match(await administrator.locator("main").innerText(), /administrator/);
  // Password and second factor are the service's matter: nothing here asks for one.
  for (const path of ["/account", "/account/two-factor", "/account/passkeys"]) {
    await administrator.goto(path);
    assert.match(await administrator.locator("main").innerText(), /genom organisationens inloggningstjänst/, path);
    assert.equal(await administrator.locator("main input[type=password]").count(), 0, path);
  }

  // Out here, and the way out there; then in again, to the page that one wanted.
  await administrator.evaluate(() => document.querySelector("form[action='/sign-out']").submit());
  await administrator.waitForURL(/sign-in\/out\/region/);
  assert.deepEqual(await violations(administrator), []);
  assert.match(await administrator.locator("main a.ds-button").getAttribute("href"), /client_id=stadga/);
  await administrator.goto("/accounts");
  await administrator.click("text=Logga in med Regionen");
  await administrator.waitForURL(`${stadga.address}/accounts`);
  assert.deepEqual(administrator.faults, []);
  await administrator.context().close();
});

test("sec_08_whoever_is_not_added_does_not_come_in_and_is_told", async () => {
  const stranger = await page();
  await stranger.goto("/sign-in");
  await stranger.click("text=Logga in med Regionen");
  await atProvider(stranger, "en-annan");
  await stranger.locator("h1", { hasText: "Du har inget konto i Stadga" }).waitFor();
  assert.deepEqual(await violations(stranger), []);
  await stranger.goto("/accounts");
  assert.match(stranger.url(), /sign-in/);
  await stranger.context().close();
});

test("sec_08_signing_out_at_the_service_signs_out_here", async () => {
  const administrator = await page();
  await administrator.goto("/sign-in?next=/accounts");
  await administrator.click("text=Logga in med Regionen");
  await atProvider(administrator, "adm-1");
  await administrator.waitForURL(`${stadga.address}/accounts`);
  await administrator.goto(`${region.issuer}/session/end?client_id=${CLIENT}`);
  await administrator.click("button[name=logout]");
  await administrator.waitForURL(/end\/success/);
  await administrator.goto(`${stadga.address}/accounts`);
  assert.match(administrator.url(), /sign-in/);
  await administrator.context().close();
});

const lies = {
  "another nonce": (claims) => { claims.nonce = "annan"; },
  "no nonce": (claims) => { delete claims.nonce; },
  "another issuer": (claims) => { claims.iss = region.issuer; },
  "another audience": (claims) => { claims.aud = "annan"; },
  "a time that is over": (claims) => { claims.exp -= 3600; },
  "a key of its own": (_, header) => { header.kid = "2"; },
  "no signature": (_, header) => { header.alg = "none"; },
};

test("sec_08_a_service_that_lies_is_refused_with_a_clear_page", async () => {
  for (const [what, lie] of Object.entries(lies)) {
    liar.lie = lie;
    const stranger = await page();
    await stranger.goto("/sign-in");
    await stranger.click("text=Logga in med Lögnen");
    await stranger.locator("h1").waitFor();
    assert.equal(await stranger.locator("h1").innerText(), "Inloggningen godtogs inte", what);
    await stranger.goto("/accounts");
    assert.match(stranger.url(), /sign-in/, what);
    await stranger.context().close();
  }
  liar.lie = () => {};
  const stranger = await page();
  await stranger.goto("/sign-in");
  await stranger.click("text=Logga in med Lögnen");
  assert.equal(await stranger.locator("h1").innerText(), "Du har inget konto i Stadga", "the truth is believed");
  await stranger.goto("/sign-in/back?code=x&state=y");
  assert.equal(await stranger.locator("h1").innerText(), "Inloggningen kom av sig");
  await stranger.context().close();
});
