// Making and using passkeys: the one part of signing in that plain HTML cannot do. The form is sent when the browser's
// keeper of passkeys has answered; its answer goes in a hidden field.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const make = async (asked) => {
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.host, name: asked.organisation },
      user: { id: new TextEncoder().encode(asked.holder), name: asked.account, displayName: asked.name },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: asked.held.map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    },
  });
  return { client_data: text(response.clientDataJSON), attestation: text(response.attestationObject) };
};

const use = async (asked) => {
  const { rawId, response } = await navigator.credentials.get({
    publicKey: { challenge: bytes(asked.challenge), rpId: asked.host, userVerification: "required" },
  });
  return {
    id: text(rawId),
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
  };
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.passkey) return;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    const asked = await (await fetch(form.dataset.passkey, { method: "POST" })).json();
    const answer = await ("passkeyNew" in form.dataset ? make(asked) : use(asked));
    form.elements.namedItem("credential").value = JSON.stringify(answer);
    form.submit();
  } catch {
    failed.hidden = false;
  }
});
