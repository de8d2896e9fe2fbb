// Sign-in services for the tests: a real one (npm oidc-provider), and one that lies on demand.
import Provider from "oidc-provider";
import { createServer } from "node:http";
import { createPublicKey, generateKeyPairSync, sign } from "node:crypto";

export const CLIENT = "stadga";
export const SECRET = "hemligt-i-provet";

const listening = (server) => new Promise((done) => {
  server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${server.address().port}`));
});
const stopping = (server) => () => new Promise((done) => {
  server.close(done);
  server.closeAllConnections();
});

/** A conforming service whose own forms take any name and password. Gives its issuer, what it tells of people, `stop`. */
export async function startProvider(stadga) {
  const server = createServer((request, answer) => server.answers(request, answer));
  const issuer = await listening(server);
  const people = {};
  const provider = new Provider(issuer, {
    clients: [{
      client_id: CLIENT, client_secret: SECRET, redirect_uris: [`${stadga}/sign-in/back`],
      post_logout_redirect_uris: [`${stadga}/sign-in`], backchannel_logout_uri: `${stadga}/sign-in/ended/region`,
      backchannel_logout_session_required: true,
    }],
    claims: { openid: ["sub", "groups"] },
    conformIdTokenClaims: false,
    acrValues: ["loa3"],
    features: { backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
    // Its own way of asking refuses whatever is on this machine.
    fetch: (address, { dispatcher, ...options }) => fetch(address, options),
  });
  provider.on("backchannel.error", (_, fault) => { console.error(`signing out was not heard: ${fault.message}`); });
  server.answers = provider.callback();
  return { issuer, people, stop: stopping(server) };
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A service that answers at once; `lie(claims, header)` may change what it signs. */
export async function startLiar() {
  const liar = { lie: () => {} };
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...createPublicKey(pair.privateKey).export({ format: "jwk" }), kid: "1", use: "sig" };
  const asked = new Map();
  const server = createServer((request, answer) => {
    const url = new URL(request.url, liar.issuer);
    const json = (value) => answer.setHeader("content-type", "application/json").end(JSON.stringify(value));
    if (url.pathname === "/.well-known/openid-configuration") {
      return json({
        issuer: liar.issuer, authorization_endpoint: `${liar.issuer}/auth`, token_endpoint: `${liar.issuer}/token`,
        jwks_uri: `${liar.issuer}/keys`,
      });
    }
    if (url.pathname === "/keys") return json({ keys: [jwk] });
    if (url.pathname === "/auth") {
      const code = `c${asked.size}`;
      asked.set(code, url.searchParams.get("nonce"));
      const back = `${url.searchParams.get("redirect_uri")}?code=${code}&state=${url.searchParams.get("state")}`;
      return answer.writeHead(302, { location: back }).end();
    }
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      const now = Math.floor(Date.now() / 1000);
      const nonce = asked.get(new URLSearchParams(body).get("code"));
      const claims = { iss: liar.issuer, aud: CLIENT, sub: "liar", iat: now, exp: now + 60, nonce };
      const header = { alg: "RS256", kid: "1" };
      liar.lie(claims, header);
      const signed = `${encoded(header)}.${encoded(claims)}`;
      const signature = sign("sha256", Buffer.from(signed), pair.privateKey).toString("base64url");
      json({ access_token: "x", token_type: "Bearer", id_token: `${signed}.${signature}` });
    });
  });
  liar.issuer = await listening(server);
  return Object.assign(liar, { stop: stopping(server) });
}
